package names

import (
	"cmp"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/syntax"
)

// cluster is what is known so far of one entity.
type cluster struct {
	mentions         []int
	named            bool
	bearer           int // who bears its name, -1 for none yet
	gender           Gender
	thing            bool
	kind             corpus.EntityKind // of the first mention that shows one
	kindHash         uint32
	singular, plural int
	heads, keys      map[wordNumber]int // how many of its mentions have a lemma, a key
}

// view is what one mention sees of a cluster.
type view struct {
	turn        int // of joining, in which it was seen
	may, agrees bool
	since       bool    // an agreeing mention of it has been passed on the way back
	heads, keys int     // mentions with the lemma and the key of the viewer
	share       float64 // of the candidates in it
}

// seen counts what the mentions so far look like.
type seen struct {
	heads map[wordNumber][]int // by lemma of a head or base of a pronoun: the mentions
	keys  map[wordNumber]int
}

// joining is one pass over the mentions of a document.
type joining struct {
	*document
	ranker   *ranker
	bearing  *bearing
	clusters []cluster
	of       []int // by mention: its cluster
	joined   []float64
	byBearer map[int]int
	seen     seen

	// What the mention at hand may go back to; the first row is nothing.
	turn       int
	views      []view // by cluster; those of another turn are old
	within     []int
	recency    []int
	candidates []int
	features   []uint32
	ends       []int
	scores     []float32
	shares     []float64
}

func newJoining(d *document, k *ranker) *joining {
	return &joining{document: d, ranker: k, bearing: newBearing(d), of: make([]int, len(d.mentions)), joined: make([]float64, len(d.mentions)), byBearer: map[int]int{}, seen: seen{map[wordNumber][]int{}, map[wordNumber]int{}}}
}

// How far back antecedents are looked for, in mentions, and how many mentions
// with the same head from farther back. Nine in ten mentions of GUM's training
// documents have their last antecedent among the nearest alone (9017 of 10105).
const (
	nearest  = 50
	sameHead = 12
)

// consider lists what mention i may go back to, with features and scores.
func (j *joining) consider(i int) {
	m := &j.traits[i]
	j.candidates, j.features, j.ends, j.scores = append(j.candidates[:0], -1), j.features[:0], j.ends[:0], j.scores[:0]
	r := rows{weights: j.ranker.weights, out: j.features, form: m.formHash}
	j.fresh(&r, m, &j.seen)
	j.endRow(&r)
	j.turn++
	j.lookBack(i)
	j.countSince(m)
	for n, a := range j.within {
		if v := j.view(j.of[a], m); v.may {
			j.pair(&r, &j.traits[a], m, &j.clusters[j.of[a]], v, j.recency[n])
			j.candidates = append(j.candidates, a)
			j.endRow(&r)
		}
	}
	j.features = r.out
}

// endRow ends the features of a candidate.
func (j *joining) endRow(r *rows) {
	j.ends, j.scores = append(j.ends, len(r.out)), append(j.scores, r.score)
	r.score = 0
}

// row returns the features of candidate n.
func (j *joining) row(n int) []uint32 {
	if n == 0 {
		return j.features[:j.ends[0]]
	}
	return j.features[j.ends[n-1]:j.ends[n]]
}

// lookBack lists the mentions that i may go back to, in order.
func (j *joining) lookBack(i int) {
	out := j.within[:0]
	same := j.seen.heads[j.traits[i].headNumber]
	for _, a := range same[max(0, len(same)-sameHead):] {
		if a < i-nearest {
			out = append(out, a)
		}
	}
	for a := max(0, i-nearest); a < i; a++ {
		out = append(out, a)
	}
	j.within = out
}

// countSince counts, for each mention before m, the entities that agree with m
// and were mentioned since.
func (j *joining) countSince(m *trait) {
	j.recency = slices.Grow(j.recency[:0], len(j.within))[:len(j.within)]
	since := 0
	for n, a := range slices.Backward(j.within) {
		j.recency[n] = since
		switch v := j.view(j.of[a], m); {
		case v.since:
			j.recency[n]-- // it is not between
		case v.may && v.agrees:
			v.since = true
			since++
		}
	}
}

// view returns what m, whose turn it is, sees of cluster c.
func (j *joining) view(c int, m *trait) *view {
	v := &j.views[c]
	if v.turn != j.turn {
		k := &j.clusters[c]
		*v = view{turn: j.turn, may: j.may(k, m), heads: k.heads[m.lemmaNumber], keys: k.keys[m.keyNumber]}
		v.agrees = v.may && k.agrees(m, v)
	}
	return v
}

// agrees reports whether the number, and for a name or description the head,
// of a cluster is that of m, which has the view v of it.
func (c *cluster) agrees(m *trait, v *view) bool {
	if m.pronoun == nil {
		return v.heads > 0
	}
	switch {
	case m.gender != AnyGender:
		return c.gender == m.gender || c.gender == AnyGender && c.kind == corpus.Person
	case m.number == Singular:
		return c.plural == 0
	case m.number == Plural:
		return c.singular == 0
	}
	return true
}

// may reports whether m can mean what cluster c means, as far as the certain goes.
func (j *joining) may(c *cluster, m *trait) bool {
	b := j.bearing.of[m.index]
	if b >= 0 && c.bearer >= 0 && b != c.bearer && (j.bearing.found[b].person || j.bearing.found[c.bearer].person) {
		return false
	}
	if opposite(c.gender, m.gender) || m.gender != AnyGender && c.thing {
		return false
	}
	return !m.thing || c.bearer < 0 || !j.bearing.found[c.bearer].person
}

// place puts mention i into cluster c, or a new one for -1.
func (j *joining) place(i, c int, sure float64) {
	m := &j.traits[i]
	if c < 0 {
		c = len(j.clusters)
		j.clusters = append(j.clusters, cluster{bearer: -1, kindHash: hashOf(""), heads: map[wordNumber]int{}, keys: map[wordNumber]int{}})
		j.views = append(j.views, view{})
	}
	j.of[i], j.joined[i] = c, sure
	k := &j.clusters[c]
	k.mentions = append(k.mentions, i)
	k.named = k.named || m.mention.Level == Name
	if b := j.bearing.of[i]; b >= 0 && k.bearer < 0 {
		k.bearer = b
		j.byBearer[b] = c
		if g := j.bearing.found[b].gender; k.gender == AnyGender {
			k.gender = g
		}
	}
	if k.gender == AnyGender {
		k.gender = m.gender
	}
	k.thing = k.thing || m.thing && m.pronoun == nil
	switch m.number {
	case Singular:
		k.singular++
	case Plural:
		k.plural++
	}
	if k.kind == "" {
		k.kind, k.kindHash = m.mention.Kind, m.kindHash
	}
	k.heads[m.lemmaNumber]++
	k.keys[m.keyNumber]++
	j.seen.heads[m.headNumber] = append(j.seen.heads[m.headNumber], i)
	j.seen.keys[m.keyNumber]++
}

// known returns the cluster of the bearer of name i, -1 where it is the first.
func (j *joining) known(i int) int {
	if b := j.bearing.of[i]; b >= 0 {
		if c, ok := j.byBearer[b]; ok {
			return c
		}
	}
	return -1
}

// decide puts mention i where the ranker finds it likeliest: the shares of an
// entity's mentions add up.
func (j *joining) decide(i int) {
	if c := j.known(i); c >= 0 {
		j.place(i, c, j.bearing.sure[i])
		return
	}
	j.consider(i)
	a, share := j.likeliest()
	if a < 0 {
		j.place(i, -1, 1)
		return
	}
	level := j.mentions[i].Level
	sure := j.ranker.confidence(level, share)
	if sure <= 0 || level == Name && sure < leastSureName {
		j.place(i, -1, 1)
		return
	}
	j.place(i, j.of[a], sure)
}

// leastSureName is the confidence below which a name is not joined: a wrong
// join of names is worse than a missing one.
const leastSureName = 0.5

// likeliest returns a mention of the cluster with the highest share, the best
// of its mentions, and that share; -1 and 1 where no cluster reaches the share
// of a new entity.
func (j *joining) likeliest() (int, float64) {
	j.shares = softmax(j.scores, j.shares)
	best, share := -1, j.shares[0]
	for n, a := range j.candidates[1:] {
		j.views[j.of[a]].share += j.shares[n+1]
	}
	own := 0.0 // share of the best mention alone
	for n, a := range j.candidates[1:] {
		if s := j.views[j.of[a]].share; s > share || best >= 0 && s == share && j.shares[n+1] > own {
			best, share, own = a, s, j.shares[n+1]
		}
	}
	if best < 0 {
		return -1, 1
	}
	return best, min(share, 1)
}

// Join finds out which mentions of a document mean the same and what is said
// of whom they mean. It returns the mentions with Entity and Joined set, in
// order of their beginning, the longer first, and the entities in the order
// of their first mentions. It keeps its arguments unchanged.
func Join(sentences []syntax.Sentence, mentions []Mention) ([]Mention, []Entity) {
	return join(corefRanker(), sentences, mentions)
}

func join(ranker *ranker, sentences []syntax.Sentence, mentions []Mention) ([]Mention, []Entity) {
	mentions = slices.Clone(mentions)
	slices.SortStableFunc(mentions, func(a, b Mention) int {
		return cmp.Or(a.Sentence-b.Sentence, a.From-b.From, b.To-a.To)
	})
	j := newJoining(newDocument(lexicalCoref(), sentences, mentions), ranker)
	for i := range mentions {
		j.decide(i)
	}
	for i := range mentions {
		mentions[i].Entity, mentions[i].Joined = j.of[i], j.joined[i]
	}
	return mentions, j.entities()
}

// entities describes the clusters.
func (j *joining) entities() []Entity {
	out := make([]Entity, len(j.clusters))
	for c := range j.clusters {
		out[c] = j.entity(&j.clusters[c])
	}
	j.describe(out)
	j.gather(out)
	return out
}

func (j *joining) entity(c *cluster) Entity {
	e := Entity{Mentions: c.mentions}
	level, length := Pronoun+1, 0
	votes := map[corpus.EntityKind]float64{}
	for _, i := range c.mentions {
		m := j.traits[i].mention
		from, to := j.traits[i].nameTokens()
		if n := to - from; m.Level < level || m.Level == Name && level == Name && n > length {
			e.Name, level, length = phrase(&j.sentences[m.Sentence], from, to), m.Level, n
		}
		votes[m.Kind] += max(m.Sure, 0.01)
	}
	for _, i := range c.mentions {
		if k := j.traits[i].mention.Kind; k != "" && (e.Kind == "" || votes[k] > votes[e.Kind]) {
			e.Kind = k
		}
	}
	return e
}

// nameTokens returns the tokens that name: of a person's name the name without
// titles, of another name the phrase without an article, else the whole phrase.
func (t *trait) nameTokens() (from, to int) {
	m, tokens := t.mention, t.sentence.Tokens
	from, to = m.From, m.To
	if m.Level != Name || t.list {
		return from, to
	}
	to = max(t.coreEnd(), m.Head+1)
	for to > m.Head+1 && tokens[to-1].Tag == "POS" {
		to--
	}
	for from < m.Head && isDeterminer(&tokens[from]) {
		from++
	}
	if m.Kind != corpus.Person {
		return from, to
	}
	return personName(tokens, m)
}

func flatTo(k *syntax.Token, head int) bool {
	return k.Head == head && strings.HasPrefix(k.Rel, "flat")
}

// phrase writes tokens [from,to) with single blanks where the text has any
// space.
func phrase(s *syntax.Sentence, from, to int) string {
	var b []byte
	for i := from; i < to; i++ {
		if i > from && s.Tokens[i].Start > s.Tokens[i-1].End {
			b = append(b, ' ')
		}
		b = append(b, s.Tokens[i].Form...)
	}
	return string(b)
}
