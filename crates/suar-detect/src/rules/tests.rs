//! The pattern language and the rules, on small vocabularies and invented words.
#![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use suar_entity::{Entities, EntityKind, EntityTables, Mention};
use suar_signal::{Language, Signal, Span, Strength};
use suar_text::{Lexicon, LexiconBuilder, fold};

use super::program::{Program, WordSet};
use super::rule_set::RuleDefinition;
use super::view::ViewToken;
use super::{Classes, Firing, RuleSet, View, Vocabulary};
use crate::packs::PackFaults;

fn lexicon() -> Lexicon {
    let mut builder = LexiconBuilder::new();
    for word in ["tiket", "gratis", "paspor", "ditahan", "teman", "gaji", "admin"] {
        builder.add_word(word);
    }
    builder.add_suffix("nya");
    builder.build()
}

fn classes(lexicon: &Lexicon) -> Classes {
    let members = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
    let named: BTreeMap<String, Vec<String>> = [
        ("fare".to_owned(), members(&["tiket", "ongkos jalan", "tiket pesawat"])),
        ("not".to_owned(), members(&["tidak", "tanpa"])),
        ("none".to_owned(), Vec::new()),
    ]
    .into();
    Classes::new(&named, lexicon, Language::UNDETERMINED)
}

fn compile(pattern: &str) -> Result<Program, String> {
    let lexicon = lexicon();
    classes(&lexicon).compile(pattern, &mut Vocabulary::default(), &lexicon)
}

fn definition(name: &str, gives: &str, patterns: Vec<Program>) -> RuleDefinition {
    RuleDefinition {
        file: "rules/test.toml".to_owned(),
        name: name.to_owned(),
        gives: gives.to_owned(),
        strength: Strength::Weak,
        family: "test".to_owned(),
        source: String::new(),
        patterns,
        not_after: WordSet::default(),
        requires: Vec::new(),
        any_of: Vec::new(),
        unless: Vec::new(),
        examples: Vec::new(),
        near_misses: Vec::new(),
    }
}

/// A rule set with one rule a pattern; the pattern is the name of its rule.
fn rules_of(patterns: &[&str], not_after: &[&str]) -> RuleSet {
    let lexicon = lexicon();
    let classes = classes(&lexicon);
    let mut vocabulary = Vocabulary::default();
    let names: Vec<String> = not_after.iter().map(|&name| name.to_owned()).collect();
    let mut definitions = Vec::new();
    for pattern in patterns {
        let program = classes.compile(pattern, &mut vocabulary, &lexicon).unwrap();
        let not_after = classes.word_set(&names, &mut vocabulary, &lexicon).unwrap();
        definitions.push(RuleDefinition { not_after, ..definition(pattern, "sign", vec![program]) });
    }
    let mut faults = PackFaults::default();
    let rules = RuleSet::build(vocabulary, definitions, &mut faults);
    assert_eq!(faults, PackFaults::default());
    rules
}

fn view_of(text: &str, entities: &Entities, rules: &RuleSet) -> View {
    let lexicon = lexicon();
    let folded = fold(text, &lexicon);
    View::new(&folded, entities, &EntityTables::default(), &rules.vocabulary, &lexicon)
}

/// The words that a pattern matches in a text.
fn found_by<'text>(rules: &RuleSet, text: &'text str) -> Vec<&'text str> {
    let firings = rules.match_patterns(&view_of(text, &Entities::default(), rules));
    let spans = firings.iter().flat_map(|firing| &firing.spans);
    spans.map(|span| span.slice(text).unwrap()).collect()
}

#[track_caller]
fn check(pattern: &str, cases: &[(&str, &[&str])]) {
    let rules = rules_of(&[pattern], &[]);
    for (text, expected) in cases {
        assert_eq!(found_by(&rules, text), *expected, "{pattern} in {text:?}");
    }
}

#[test]
fn words_follow_each_other_and_signs_between_them_do_not_count() {
    let cases: &[(&str, &[&str])] = &[
        ("dapat tiket gratis ya", &["tiket gratis"]),
        ("TIKET, gratis!", &["TIKET, gratis"]),
        ("tiket 🎫 gratis", &["tiket 🎫 gratis"]),
        ("tiketnya gratis", &["tiketnya gratis"]),
        ("t1k3t gratis", &["t1k3t gratis"]),
        ("tiket. gratis", &[]),
        ("tiket\ngratis", &[]),
        ("gratis tiket", &[]),
        ("tiket yang gratis", &[]),
        ("", &[]),
        ("tiket gratis. tiket gratis", &["tiket gratis", "tiket gratis"]),
    ];
    check("tiket gratis", cases);
}

#[test]
fn parts_may_be_left_out() {
    check("tiket? gratis", &[("tiket gratis", &["tiket gratis"]), ("gratis", &["gratis"])]);
    check(
        "tiket (dari bos)? gratis",
        &[("tiket dari bos gratis", &["tiket dari bos gratis"]), ("tiket dari gratis", &[])],
    );
}

#[test]
fn one_way_of_a_group_is_enough_and_groups_nest() {
    check(
        "tiket (gratis|(cuma cuma|free) (sekali|banget))",
        &[
            ("tiket gratis", &["tiket gratis"]),
            ("tiket cuma cuma sekali", &["tiket cuma cuma sekali"]),
            ("tiket free banget", &["tiket free banget"]),
            ("tiket free", &[]),
        ],
    );
}

#[test]
fn a_gap_skips_words_within_the_sentence_or_across_its_end() {
    let within: &[(&str, &[&str])] = &[
        ("paspor ditahan", &["paspor ditahan"]),
        ("paspor kamu akan ditahan", &["paspor kamu akan ditahan"]),
        ("paspor kamu akan segera ditahan", &[]),
        ("paspor kamu. ditahan", &[]),
        ("paspor kamu\nakan ditahan", &[]),
    ];
    check("paspor ~2 ditahan", within);
    let across: &[(&str, &[&str])] = &[
        ("paspor kamu. ditahan", &["paspor kamu. ditahan"]),
        ("paspor\nditahan", &["paspor\nditahan"]),
        ("paspor. a. b. ditahan", &["paspor. a. b. ditahan"]),
        ("paspor a b c ditahan", &[]),
    ];
    check("paspor ~~2 ditahan", across);
}

#[test]
fn the_beginning_of_a_sentence_and_of_a_word_can_be_asked_for() {
    check(
        "^ dicari ~1 admin",
        &[("Dicari admin", &["Dicari admin"]), ("loker. dicari dua admin", &["dicari dua admin"])],
    );
    check("^ dicari", &[("yang dicari", &[]), ("halo\ndicari", &["dicari"])]);
    check("berangkat* besok", &[("berangkatkan besok", &["berangkatkan besok"]), ("berang besok", &[])]);
    check("temenan*", &[("temenananku", &["temenananku"])]);
}

#[test]
fn of_several_beginnings_the_longest_counts() {
    let rules = rules_of(&["berang*", "berangkat*"], &[]);
    let named = |text: &str| {
        let firings = rules.match_patterns(&view_of(text, &Entities::default(), &rules));
        firings.iter().map(|firing| rules.rule(firing.rule).unwrap().name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(named("berangkatkan"), ["berangkat*"]);
    assert_eq!(named("berangan"), ["berang*"]);
}

#[test]
fn classes_stand_for_their_members() {
    let cases: &[(&str, &[&str])] = &[
        ("tiket pesawat ditanggung", &["tiket pesawat ditanggung"]),
        ("ongkos jalan ditanggung", &["ongkos jalan ditanggung"]),
        ("ongkos ditanggung", &[]),
    ];
    check("<fare> ditanggung", cases);
}

#[test]
fn entities_are_one_word_of_a_pattern() {
    let rules = rules_of(&["gaji #money", "#phone"], &[]);
    let text = "gaji 12 juta, wa 081200001234";
    let folded = fold(text, &lexicon());
    let mention = |kind, words: &str| {
        let start = text.find(words).unwrap() as u32;
        let span = Span::new(start, start + words.len() as u32);
        let first = folded.tokens().partition_point(|token| token.span.end <= span.start) as u32;
        let last = folded.tokens().partition_point(|token| token.span.start < span.end) as u32;
        Mention { kind, value: words.to_owned(), span, tokens: first..last, place: None }
    };
    let mentions = vec![mention(EntityKind::Pay, "12 juta"), mention(EntityKind::Phone, "081200001234")];
    let entities = Entities { mentions, ..Entities::default() };
    let firings = rules.match_patterns(&view_of(text, &entities, &rules));
    let spans: BTreeSet<&str> =
        firings.iter().flat_map(|firing| &firing.spans).filter_map(|span| span.slice(text)).collect();
    assert_eq!(spans, BTreeSet::from(["gaji 12 juta", "081200001234"]));
}

#[test]
fn a_word_before_can_cancel_a_match() {
    let rules = rules_of(&["paspor ditahan"], &["<not>", "jangan"]);
    for (text, found) in [
        ("paspor ditahan", true),
        ("tidak ada paspor ditahan", false),
        ("jangan mau kalau paspor ditahan", false),
        ("jangan mau kalau sampai paspor ditahan", true),
        ("jangan. paspor ditahan", true),
        ("tanpa paspor ditahan", false),
    ] {
        assert_eq!(!found_by(&rules, text).is_empty(), found, "{text}");
    }
}

#[test]
fn evidence_that_overlaps_is_one_and_there_is_not_too_much_of_it() {
    let rules = rules_of(&["gaji ~2 admin"], &[]);
    assert_eq!(found_by(&rules, "gaji gaji gaji admin"), ["gaji gaji gaji admin"]);
    assert_eq!(found_by(&rules, &"gaji admin. ".repeat(50)).len(), 4);
}

#[test]
fn what_is_wrong_in_a_pattern_is_said() {
    for (pattern, fault) in [
        ("", "must begin with a word"),
        ("~2 tiket", "must begin with a word"),
        ("tiket?", "must begin with a word"),
        ("(tiket|~2 gratis)", "must begin with a word"),
        ("<none> tiket", "class <none> has no words"),
        ("(tiket", "`(` without `)`"),
        ("tiket)", "`)` without `(`"),
        ("(tiket|)", "an empty way in a group"),
        ("()", "an empty way in a group"),
        ("tiket ~9 gratis", "a gap is ~1 to ~6"),
        ("tiket ~ gratis", "a gap is ~1 to ~6"),
        ("tiket ~-1 gratis", "a gap is ~1 to ~6"),
        ("<fares>", "no class <fares>"),
        ("#salary", "no entity #salary"),
        ("be* tiket", "needs three letters before the star"),
        ("tiket , gratis", "`,` is no word"),
        ("((((((((((tiket))))))))))", "groups nest too deep"),
    ] {
        let found = compile(pattern).unwrap_err();
        assert!(found.contains(fault), "{pattern}: {found}");
    }
    let many = format!("tiket {}", "(a b|c d e) ".repeat(2000));
    assert!(compile(&many).unwrap_err().contains("too many ways"));
}

#[test]
fn conditions_hold_rules_back_and_let_others_through() {
    let lexicon = lexicon();
    let classes = classes(&lexicon);
    let mut vocabulary = Vocabulary::default();
    let mut rule = |name: &str, gives: &str, pattern: &str, conditions: [&[&str]; 3]| {
        let patterns = if pattern.is_empty() {
            Vec::new()
        } else {
            vec![classes.compile(pattern, &mut vocabulary, &lexicon).unwrap()]
        };
        let [requires, any_of, unless] = conditions.map(|names| names.iter().map(|&name| name.to_owned()).collect());
        RuleDefinition { requires, any_of, unless, ..definition(name, gives, patterns) }
    };
    // In an order in which none could be worked out as they stand.
    let definitions = vec![
        rule("both", "both", "", [&["fact:fare", "fact:free"], &[], &[]]),
        rule("either", "either", "", [&[], &["fact:fare", "is:has_phone"], &[]]),
        rule("alone", "alone", "tiket", [&[], &[], &["both"]]),
        rule("fare", "fact:fare", "tiket", [&[], &[], &[]]),
        rule("free", "fact:free", "gratis", [&[], &[], &["is:quoted"]]),
    ];
    let mut faults = PackFaults::default();
    let rules = RuleSet::build(vocabulary, definitions, &mut faults);
    assert_eq!(faults, PackFaults::default());
    let holds = |text: &str, built_in: &[&str]| {
        let built_in: Vec<_> = built_in.iter().map(|name| rules.symbol(name).unwrap()).collect();
        let matches = rules.match_patterns(&view_of(text, &Entities::default(), &rules));
        let findings = rules.evaluate(&matches, &built_in);
        findings.symbols().map(|symbol| rules.name(symbol).to_owned()).collect::<BTreeSet<String>>()
    };
    let set = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<BTreeSet<String>>();
    assert_eq!(holds("tiket gratis", &[]), set(&["both", "either", "fact:fare", "fact:free"]));
    assert_eq!(holds("tiket", &[]), set(&["alone", "either", "fact:fare"]));
    assert_eq!(holds("gratis", &["is:has_phone"]), set(&["either", "fact:free", "is:has_phone"]));
    assert_eq!(holds("tiket gratis", &["is:quoted"]), set(&["alone", "either", "fact:fare", "is:quoted"]));
    assert_eq!(holds("", &[]), set(&[]));
}

#[test]
fn circles_unknown_facts_and_double_names_are_reported() {
    let asks = |name: &str, gives: &str, requires: &str| RuleDefinition {
        requires: vec![requires.to_owned()],
        ..definition(name, gives, Vec::new())
    };
    let faults_of = |definitions| {
        let mut faults = PackFaults::default();
        RuleSet::build(Vocabulary::default(), definitions, &mut faults);
        faults.faults.into_iter().map(|fault| fault.to_string()).collect::<Vec<_>>()
    };
    let circle = faults_of(vec![asks("a", "one", "two"), asks("b", "two", "one"), asks("c", "three", "is:quoted")]);
    assert_eq!(
        circle,
        [
            "rules/test.toml: rule a: asks in a circle for what itself helps to give",
            "rules/test.toml: rule b: asks in a circle for what itself helps to give",
        ]
    );
    assert_eq!(faults_of(vec![asks("a", "one", "one")]).len(), 1, "a circle of one");
    assert_eq!(
        faults_of(vec![asks("a", "one", "fact:nobody")]),
        ["rules/test.toml: rule a: no rule gives `fact:nobody`"]
    );
    let twice = faults_of(vec![asks("a", "one", "is:quoted"), asks("a", "two", "is:quoted")]);
    assert_eq!(twice, ["rules/test.toml: rule a is in rules/test.toml too"]);
}

#[test]
fn a_careless_pattern_costs_a_bounded_number_of_steps() {
    let rules = rules_of(&["gaji ~6 (gaji ~6)? (gaji ~6)? (gaji ~6)? (gaji ~6)? (gaji ~6)? (gaji ~6)? admin"], &[]);
    let text = "gaji ".repeat(20_000);
    assert!(found_by(&rules, &text).is_empty());
    let signal = Signal::new("long", text);
    assert_eq!(signal.text.len(), 100_000);
}

/// A pattern as a tree, to be written and to be matched the simple way.
#[derive(Clone, Debug)]
enum Tree {
    Word(&'static str),
    Optional(Vec<Tree>),
    Choice(Vec<Vec<Tree>>),
    Gap(usize, bool),
}

const WORDS: [&str; 4] = ["abe", "bec", "cad", "dub"];

fn write(trees: &[Tree]) -> String {
    let parts: Vec<String> = trees
        .iter()
        .map(|tree| match tree {
            Tree::Word(word) => (*word).to_owned(),
            Tree::Optional(inner) => format!("({})?", write(inner)),
            Tree::Choice(ways) => format!("({})", ways.iter().map(|way| write(way)).collect::<Vec<_>>().join("|")),
            Tree::Gap(most, crosses) => format!("{}{most}", if *crosses { "~~" } else { "~" }),
        })
        .collect();
    parts.join(" ")
}

/// Where a match may stand: the next word, and whether a sentence may begin there.
type Place = (usize, bool);

/// All places that the trees can lead to, by trying everything.
fn walk(trees: &[Tree], words: &[(&str, bool)], place: Place) -> BTreeSet<Place> {
    let Some((first, rest)) = trees.split_first() else { return BTreeSet::from([place]) };
    let (position, free) = place;
    let next: BTreeSet<Place> = match first {
        Tree::Word(word) => match words.get(position) {
            Some((found, starts)) if found == word && (free || !starts) => BTreeSet::from([(position + 1, false)]),
            _ => BTreeSet::new(),
        },
        Tree::Optional(inner) => {
            let mut places = walk(inner, words, place);
            places.insert(place);
            places
        }
        Tree::Choice(ways) => ways.iter().flat_map(|way| walk(way, words, place)).collect(),
        Tree::Gap(most, crosses) => {
            let mut places = BTreeSet::new();
            for skipped in 0..=*most {
                places.insert((position + skipped, *crosses));
                if words.get(position + skipped).is_none_or(|(_, starts)| *starts && !crosses) {
                    break;
                }
            }
            places
        }
    };
    next.into_iter().flat_map(|place| walk(rest, words, place)).collect()
}

fn tree() -> impl Strategy<Value = Tree> {
    let word = prop::sample::select(WORDS.as_slice()).prop_map(Tree::Word);
    let gap = (1_usize..4, any::<bool>()).prop_map(|(most, crosses)| Tree::Gap(most, crosses));
    prop_oneof![4 => word, 1 => gap].prop_recursive(2, 12, 3, |inner| {
        let sequence = prop::collection::vec(inner, 1..3);
        prop_oneof![
            sequence.clone().prop_map(Tree::Optional),
            prop::collection::vec(sequence, 1..4).prop_map(Tree::Choice),
        ]
    })
}

fn trees() -> impl Strategy<Value = Vec<Tree>> {
    let first = prop::sample::select(WORDS.as_slice()).prop_map(Tree::Word);
    (prop::option::weighted(0.8, first), prop::collection::vec(tree(), 0..5))
        .prop_map(|(first, rest)| first.into_iter().chain(rest).collect())
}

/// Words, each with whether a sentence begins there.
fn text(longest: usize) -> impl Strategy<Value = Vec<(&'static str, bool)>> {
    let word = prop_oneof![5 => prop::sample::select(WORDS.as_slice()), 2 => Just("zul")];
    prop::collection::vec((word, prop::bool::weighted(0.15)), 0..longest)
}

fn view_of_words(words: &[(&str, bool)], vocabulary: &Vocabulary) -> View {
    let lexicon = Lexicon::default();
    let tokens = words.iter().zip(0..).map(|((word, starts), number): (_, u32)| ViewToken {
        word: vocabulary.find(word, &lexicon),
        prefix: 0,
        bits: 0,
        starts_sentence: *starts || number == 0,
        span: Span::new(4 * number, 4 * number + 3),
    });
    View { tokens: tokens.collect() }
}

fn compile_trees(patterns: &[Vec<Tree>]) -> (RuleSet, Vec<Vec<Tree>>) {
    let lexicon = Lexicon::default();
    let classes = Classes::new(&BTreeMap::new(), &lexicon, Language::UNDETERMINED);
    let mut vocabulary = Vocabulary::default();
    let (mut definitions, mut kept) = (Vec::new(), Vec::new());
    for trees in patterns {
        // What can begin with a gap is refused, which is tested above.
        if let Ok(program) = classes.compile(&write(trees), &mut vocabulary, &lexicon) {
            definitions.push(definition(&kept.len().to_string(), "sign", vec![program]));
            kept.push(trees.clone());
        }
    }
    (RuleSet::build(vocabulary, definitions, &mut PackFaults::default()), kept)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_pattern_compiles_or_says_why(pattern in "\\PC{0,60}|[a-c ()|?~<>#*^1-6]{0,60}|(aaa|\\(|\\)|\\||\\?|~2|~~3|<fare>|#num|\\^| ){0,40}") {
        match compile(&pattern) {
            Ok(program) => prop_assert!(program.first_sets().is_some_and(|sets| !sets.is_empty())),
            Err(fault) => prop_assert!(!fault.is_empty()),
        }
    }

    #[test]
    fn a_program_matches_where_trying_everything_does(trees in trees(), words in text(24)) {
        let (rules, kept) = compile_trees(&[trees]);
        let words: Vec<(&str, bool)> = words.iter().enumerate().map(|(at, (word, starts))| (*word, *starts || at == 0)).collect();
        let view = view_of_words(&words, &rules.vocabulary);
        for (indexed, trees) in rules.programs.iter().zip(&kept) {
            for position in 0..=words.len() {
                let ends: BTreeSet<usize> = walk(trees, &words, (position, true)).into_iter().map(|(end, _)| end).collect();
                match indexed.program.matches(rules.vocabulary.sets(), &view, position) {
                    Some(end) => {
                        prop_assert!(ends.contains(&end), "{} at {position} of {words:?}: {end} not in {ends:?}", write(trees));
                        prop_assert!(end - position <= indexed.longest, "{}: longer than {}", write(trees), indexed.longest);
                    }
                    None => prop_assert!(ends.is_empty(), "{} at {position} of {words:?}: misses {ends:?}", write(trees)),
                }
            }
        }
    }

    #[test]
    fn many_rules_together_find_what_each_finds_alone(patterns in prop::collection::vec(trees(), 1..12), words in text(200)) {
        let (rules, kept) = compile_trees(&patterns);
        let words: Vec<(&str, bool)> = words.iter().enumerate().map(|(at, (word, starts))| (*word, *starts || at == 0)).collect();
        let firings = rules.match_patterns(&view_of_words(&words, &rules.vocabulary));
        let found: BTreeSet<usize> = firings.iter().map(|firing: &Firing| firing.rule as usize).collect();
        prop_assert_eq!(found.len(), firings.len(), "a rule is listed once");
        for firing in &firings {
            prop_assert!(firing.spans.is_sorted() && firing.spans.windows(2).all(|pair| !matches!(pair, [one, other] if one.overlaps(*other))));
        }
        for (number, trees) in kept.iter().enumerate() {
            let expected = (0..words.len()).any(|position| !walk(trees, &words, (position, true)).is_empty());
            prop_assert_eq!(found.contains(&number), expected, "{} in {:?}", write(trees), &words);
        }
    }
}
