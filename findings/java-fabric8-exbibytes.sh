#!/usr/bin/env bash
# fabric8 reads 1Ei as 24 bytes less or more than it is.
#
# Software:  io.fabric8:kubernetes-model-core 7.4.0 (the model of the fabric8 Kubernetes client for Java)
# Needs:     a JDK (17 or newer), Maven
# Behaviour: `Quantity.getNumericalAmount` multiplies by the power of 1024 as a double that was printed in decimal, so every amount in Ei is
#            rounded to 16 digits: 1Ei is 1152921504606847000, and it is 1152921504606846976. Hence 1Ei equals neither 1024Pi nor its own bytes,
#            and compareTo puts it above 1024Pi. Ki to Pi are exact. Sums in Gi keep 15 decimal places: 1Gi and one byte are not 1073741825.
# Kubernetes: `resource.MustParse("1Ei").Value()` is 1152921504606846976, and Cmp with 1024Pi is 0.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>f</groupId><artifactId>f</artifactId><version>1</version>
<dependencies><dependency><groupId>io.fabric8</groupId><artifactId>kubernetes-model-core</artifactId><version>7.4.0</version></dependency></dependencies></project>
XML
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib > mvn.log 2>&1 || { cat mvn.log; exit 1; }
cat > Finding.java <<'JAVA'
import io.fabric8.kubernetes.api.model.Quantity;

public class Finding {
  static String bytes(Quantity q) {
    return q.getNumericalAmount().stripTrailingZeros().toPlainString();
  }

  public static void main(String[] args) {
    for (String text : new String[] {"1Pi", "1024Pi", "1Ei", "3Ei"}) System.out.println(text + " = " + bytes(new Quantity(text)));
    Quantity ei = new Quantity("1Ei");
    System.out.println("1Ei equals 1024Pi: " + ei.equals(new Quantity("1024Pi")) + ", compareTo: " + ei.compareTo(new Quantity("1024Pi")));
    System.out.println("1Ei equals 1152921504606846976: " + ei.equals(new Quantity("1152921504606846976")));
    System.out.println("1Gi + 1 = " + new Quantity("1Gi").add(new Quantity("1")));
  }
}
JAVA
javac -cp 'lib/*' Finding.java
cat > expected <<'TEXT'
1Pi = 1125899906842624
1024Pi = 1152921504606846976
1Ei = 1152921504606847000
3Ei = 3458764513820541000
1Ei equals 1024Pi: false, compareTo: 1
1Ei equals 1152921504606846976: false
1Gi + 1 = 1.000000000931323Gi
TEXT
java -cp 'lib/*:.' Finding 2> /dev/null | tee seen
diff expected seen && echo 'as described: 1Ei is read as 1152921504606847000'
