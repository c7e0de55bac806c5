// Copies named declarations of one Go package, with every declaration of the package that they reach, into another folder.
//
//	slice -src DIR -dst DIR -package NAME [-os OS] [-import OLD=NEW]... [-given NAME]... NAME...
//	slice -src DIR -dst DIR -package NAME [-os OS] [-import OLD=NEW]... -whole [-leave PATTERN]
//	slice -src DIR -list [-os OS] [-given NAME]... [NAME...]
//
// A name is that of a declaration, or Type.Method, or Type.* with all methods. A given name is not copied: the target folder has its own;
// the methods of a given type are copied where they are called. Build constraints are honoured for the operating system, linux if not given,
// and left out in the copy. Imports are kept as far as the copied declarations use them. A whole package is copied file by file, without
// those whose name matches the pattern. A list tells every declaration of the package as JSON, but for those of generated files: whether a
// copy of the names would have it, and what it uses of other packages. Names that the package lacks do not matter to it.
package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/scanner"
	"go/token"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

type imports map[string]string

func (i imports) String() string { return "" }
func (i imports) Set(value string) error {
	parts := strings.SplitN(value, "=", 2)
	i[parts[0]] = parts[1]
	return nil
}

type names map[string]bool

func (n names) String() string { return "" }
func (n names) Set(value string) error {
	n[value] = true
	return nil
}

// decl is one declaration: a function, or one spec of a type, var or const declaration (const groups with iota stay whole).
type decl struct {
	file  *file
	node  ast.Node
	keyed string
	names []string
}

type file struct {
	name   string
	source []byte
	ast    *ast.File
	set    *token.FileSet
}

func main() {
	rewritten, given := imports{}, names{}
	source := flag.String("src", "", "")
	target := flag.String("dst", "", "")
	name := flag.String("package", "", "")
	system := flag.String("os", "linux", "")
	whole := flag.Bool("whole", false, "")
	list := flag.Bool("list", false, "")
	leave := flag.String("leave", "", "")
	flag.Var(rewritten, "import", "")
	flag.Var(given, "given", "")
	flag.Parse()
	files := read(*source, *system, !*list)
	if *whole {
		copyFiles(files, *leave, *target, *name, rewritten)
		return
	}
	byName := map[string]*decl{}
	methods := map[string][]*decl{}
	var all []*decl
	for _, f := range files {
		for _, d := range split(f) {
			all = append(all, d)
			for _, n := range d.names {
				byName[n] = d
			}
			if recv := receiver(d.node); recv != "" {
				methods[recv] = append(methods[recv], d)
			}
		}
	}
	wanted := map[*decl]bool{}
	wantedType := func(recv string) bool {
		return given[recv] || byName[recv] != nil && wanted[byName[recv]]
	}
	var need func(string)
	visit := func(d *decl) {
		if wanted[d] {
			return
		}
		wanted[d] = true
		skip := map[*ast.Ident]bool{}
		ast.Inspect(d.node, func(n ast.Node) bool {
			switch x := n.(type) {
			case *ast.SelectorExpr:
				skip[x.Sel] = true
				// a method of a type of this package, called by its name
				for recv, list := range methods {
					for _, m := range list {
						if m.names[0] == recv+"."+x.Sel.Name && wantedType(recv) {
							need(m.names[0])
						}
					}
				}
			case *ast.Field:
				for _, id := range x.Names {
					skip[id] = true
				}
			case *ast.Ident:
				if skip[x] {
					return true
				}
				if x.Obj == nil || x.Obj == d.file.ast.Scope.Lookup(x.Name) {
					need(x.Name)
				}
			}
			return true
		})
	}
	need = func(n string) {
		if d, ok := byName[n]; ok && !given[n] {
			visit(d)
		}
	}
	var asked []string
	for _, n := range flag.Args() {
		asked = append(asked, n)
		if recv := strings.TrimSuffix(n, ".*"); recv != n {
			asked[len(asked)-1] = recv
			for _, m := range methods[recv] {
				asked = append(asked, m.names[0])
			}
		}
	}
	for _, n := range asked {
		if byName[n] == nil && *list {
			continue
		}
		if byName[n] == nil {
			fmt.Fprintln(os.Stderr, "no such name: "+n)
			os.Exit(1)
		}
		need(n)
	}
	// methods asked for before their type was reached
	for again := true; again; {
		before := len(wanted)
		for d := range wanted {
			ast.Inspect(d.node, func(n ast.Node) bool {
				if s, ok := n.(*ast.SelectorExpr); ok {
					for recv, list := range methods {
						for _, m := range list {
							if m.names[0] == recv+"."+s.Sel.Name && wantedType(recv) {
								need(m.names[0])
							}
						}
					}
				}
				return true
			})
		}
		again = len(wanted) > before
	}
	if *list {
		tell(all, wanted)
		return
	}
	write(files, wanted, *target, *name, rewritten)
}

func receiver(n ast.Node) string {
	f, ok := n.(*ast.FuncDecl)
	if !ok || f.Recv == nil || len(f.Recv.List) == 0 {
		return ""
	}
	t := f.Recv.List[0].Type
	if s, ok := t.(*ast.StarExpr); ok {
		t = s.X
	}
	if g, ok := t.(*ast.IndexExpr); ok {
		t = g.X
	}
	if id, ok := t.(*ast.Ident); ok {
		return id.Name
	}
	return ""
}

func read(dir, system string, generated bool) []*file {
	context := build.Default
	context.GOOS, context.GOARCH, context.CgoEnabled = system, "amd64", false
	entries, err := filepath.Glob(filepath.Join(dir, "*.go"))
	check(err)
	var files []*file
	for _, path := range entries {
		if strings.HasSuffix(path, "_test.go") || !generated && isGenerated(filepath.Base(path)) {
			continue
		}
		if ok, err := context.MatchFile(dir, filepath.Base(path)); err != nil || !ok {
			continue
		}
		source, err := os.ReadFile(path)
		check(err)
		set := token.NewFileSet()
		parsed, err := parser.ParseFile(set, path, source, parser.ParseComments)
		check(err)
		files = append(files, &file{filepath.Base(path), source, parsed, set})
	}
	return files
}

func isGenerated(name string) bool {
	return strings.HasPrefix(name, "zz_generated") || strings.HasSuffix(name, ".pb.go") || strings.HasSuffix(name, "_generated.go")
}

func split(f *file) []*decl {
	var out []*decl
	for _, d := range f.ast.Decls {
		switch x := d.(type) {
		case *ast.FuncDecl:
			n := x.Name.Name
			if r := receiver(x); r != "" {
				n = r + "." + n
			}
			if n != "init" {
				out = append(out, &decl{f, x, "", []string{n}})
			}
		case *ast.GenDecl:
			if x.Tok == token.IMPORT {
				continue
			}
			if x.Tok == token.CONST && usesIota(x) {
				var names []string
				for _, s := range x.Specs {
					for _, id := range s.(*ast.ValueSpec).Names {
						names = append(names, id.Name)
					}
				}
				out = append(out, &decl{f, x, "", names})
				continue
			}
			for _, s := range x.Specs {
				switch spec := s.(type) {
				case *ast.TypeSpec:
					out = append(out, &decl{f, spec, "type", []string{spec.Name.Name}})
				case *ast.ValueSpec:
					var names []string
					for _, id := range spec.Names {
						if id.Name != "_" {
							names = append(names, id.Name)
						}
					}
					out = append(out, &decl{f, spec, x.Tok.String(), names})
				}
			}
		}
	}
	return out
}

func usesIota(d *ast.GenDecl) bool {
	found := false
	ast.Inspect(d, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && id.Name == "iota" {
			found = true
		}
		if v, ok := n.(*ast.ValueSpec); ok && len(v.Values) == 0 {
			found = true
		}
		return true
	})
	return found
}

func write(files []*file, wanted map[*decl]bool, dst, name string, rewritten imports) {
	check(os.MkdirAll(dst, 0o755))
	for _, f := range files {
		var mine []*decl
		for d := range wanted {
			if d.file == f {
				mine = append(mine, d)
			}
		}
		if len(mine) == 0 {
			continue
		}
		sort.Slice(mine, func(i, j int) bool { return mine[i].node.Pos() < mine[j].node.Pos() })
		var body strings.Builder
		used := map[string]bool{}
		for _, d := range mine {
			ast.Inspect(d.node, func(n ast.Node) bool {
				if s, ok := n.(*ast.SelectorExpr); ok {
					if id, ok := s.X.(*ast.Ident); ok && id.Obj == nil {
						used[id.Name] = true
					}
				}
				return true
			})
			body.WriteString(d.text() + "\n\n")
		}
		var head strings.Builder
		head.WriteString("package " + name + "\n\n")
		for _, i := range f.ast.Imports {
			path := strings.Trim(i.Path.Value, `"`)
			local := localName(i, path)
			if !used[local] {
				continue
			}
			if to, ok := rewritten[path]; ok {
				path = to
			}
			head.WriteString(fmt.Sprintf("import %s %q\n", local, path))
		}
		check(os.WriteFile(filepath.Join(dst, plainName(f.name)), []byte(head.String()+"\n"+body.String()), 0o644))
	}
}

// tell writes what each declaration is: its text, and a digest of its tokens, which comments and layout do not change.
func tell(all []*decl, wanted map[*decl]bool) {
	type told struct {
		File   string   `json:"file"`
		Name   string   `json:"name"`
		Digest string   `json:"digest"`
		Wanted bool     `json:"wanted"`
		Uses   []string `json:"uses"`
		Text   string   `json:"text"`
	}
	out := []told{}
	for _, d := range all {
		if len(d.names) > 0 {
			text := d.text()
			out = append(out, told{d.file.name, d.names[0], digest(text), wanted[d], d.uses(), text})
		}
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	check(encoder.Encode(out))
}

func (d *decl) text() string {
	from, to := d.file.set.Position(d.node.Pos()).Offset, d.file.set.Position(d.node.End()).Offset
	return strings.TrimSpace(d.keyed + " " + string(d.file.source[from:to]))
}

// uses are the names of other packages that a declaration mentions, each as path.Name.
func (d *decl) uses() []string {
	paths := map[string]string{}
	for _, i := range d.file.ast.Imports {
		path := strings.Trim(i.Path.Value, `"`)
		paths[localName(i, path)] = path
	}
	out := []string{}
	ast.Inspect(d.node, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := s.X.(*ast.Ident); ok && id.Obj == nil && paths[id.Name] != "" {
				out = append(out, paths[id.Name]+"."+s.Sel.Name)
			}
		}
		return true
	})
	return out
}

func localName(i *ast.ImportSpec, path string) string {
	if i.Name != nil {
		return i.Name.Name
	}
	return importName(path)
}

func digest(text string) string {
	set := token.NewFileSet()
	var s scanner.Scanner
	s.Init(set.AddFile("", set.Base(), len(text)), []byte(text), nil, 0)
	hash := sha256.New()
	for {
		_, kind, literal := s.Scan()
		if kind == token.EOF {
			return hex.EncodeToString(hash.Sum(nil))
		}
		if literal != "\n" {
			fmt.Fprintf(hash, "%s %q\n", kind, literal)
		}
	}
}

// copyFiles copies files as they are, except for build constraints, the package's name and imports.
func copyFiles(files []*file, leave, dst, name string, rewritten imports) {
	check(os.MkdirAll(dst, 0o755))
	for _, f := range files {
		if ok, err := filepath.Match(leave, f.name); err != nil || ok {
			check(err)
			continue
		}
		text := f.source[f.set.Position(f.ast.Name.End()).Offset:]
		offset := f.set.Position(f.ast.Name.End()).Offset
		var out strings.Builder
		out.WriteString("package " + name)
		at := 0
		for _, i := range f.ast.Imports {
			to, ok := rewritten[strings.Trim(i.Path.Value, `"`)]
			if !ok {
				continue
			}
			start := f.set.Position(i.Path.Pos()).Offset - offset
			out.Write(text[at:start])
			out.WriteString(fmt.Sprintf("%q", to))
			at = start + len(i.Path.Value)
		}
		out.Write(text[at:])
		check(os.WriteFile(filepath.Join(dst, "copy_of_"+plainName(f.name)), []byte(out.String()), 0o644))
	}
}

// plainName is a file's name without an ending that Go would take for a build constraint.
func plainName(name string) string {
	return strings.TrimSuffix(name, ".go") + "_.go"
}

func importName(path string) string {
	parts := strings.Split(path, "/")
	last := parts[len(parts)-1]
	if len(parts) > 1 && len(last) > 1 && last[0] == 'v' && last[1] >= '0' && last[1] <= '9' && !strings.Contains(path, "k8s.io/api/") && !strings.Contains(path, "pkg/apis/") {
		last = parts[len(parts)-2]
	}
	return strings.TrimSuffix(last, ".v0")
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
