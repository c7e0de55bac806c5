#!/usr/bin/env bash
# The official Java client reads 1Ei and cannot write it, and writes 1.5Gi and -1Gi without a suffix.
#
# Software:  io.kubernetes:client-java 25.0.0 (the official Kubernetes client for Java)
# Needs:     a JDK (17 or newer), Maven
# Behaviour: `Quantity.fromString("1Ei")` succeeds, with 24 bytes too many, and `toSuffixedString` of it throws IllegalArgumentException, "No suffix
#            for exponent3". 1Pi is read exactly and written as 1Pi. Amounts with a fraction, and negative ones, lose their suffix: 1.5Gi is written as 1610612736, -1Gi as -1073741824.
#            The amounts are equal, but a text that comes back from the cluster (1536Mi, -1Gi) never equals what the client writes.
# Kubernetes: canonical texts are 1Ei, 1536Mi and -1Gi.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>f</groupId><artifactId>f</artifactId><version>1</version>
<dependencies><dependency><groupId>io.kubernetes</groupId><artifactId>client-java</artifactId><version>25.0.0</version></dependency></dependencies></project>
XML
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib > mvn.log 2>&1 || { cat mvn.log; exit 1; }
cat > Finding.java <<'JAVA'
import io.kubernetes.client.custom.Quantity;

public class Finding {
  public static void main(String[] args) {
    for (String text : new String[] {"1Pi", "1Ei", "1.5Gi", "1536Mi", "-1Gi", "2.5Mi"}) {
      Quantity q = Quantity.fromString(text);
      String written;
      try {
        written = q.toSuffixedString();
      } catch (IllegalArgumentException e) {
        written = e.getClass().getSimpleName() + ": " + e.getMessage();
      }
      System.out.println(text + " = " + q.getNumber().toBigInteger() + ", written " + written);
    }
  }
}
JAVA
javac -cp 'lib/*' Finding.java
cat > expected <<'TEXT'
1Pi = 1125899906842624, written 1Pi
1Ei = 1152921504606847000, written IllegalArgumentException: No suffix for exponent3
1.5Gi = 1610612736, written 1610612736
1536Mi = 1610612736, written 1536Mi
-1Gi = -1073741824, written -1073741824
2.5Mi = 2621440, written 2621440
TEXT
java -cp 'lib/*:.' Finding 2> /dev/null | tee seen
diff expected seen && echo 'as described: 1Ei is read and cannot be written'
