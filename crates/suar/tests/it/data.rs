//! What commands make of a data folder, and of one that is none.
#![expect(clippy::unwrap_used, reason = "tests may stop at the first fault")]

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::program::{Folder, Ran, program, repository, suar, suar_with};

const PASSWORD: &[u8] = b"kopi tubruk pagi\n";
const NO_LEAD: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

fn add(folder: &Folder, name: &str, more: &[&str]) -> Ran {
    let data = folder.file("data");
    let mut arguments = vec!["officer", "add", name, "--role", "manager", "--data", &data];
    arguments.extend_from_slice(more);
    suar_with(&arguments, PASSWORD)
}

/// A data folder with one officer in it.
fn kept() -> Folder {
    let folder = Folder::new();
    let added = add(&folder, "sari", &[]);
    assert_eq!(added.code, 0, "{}", added.err);
    folder
}

/// Runs every command that only looks at, or changes, what must be there.
fn look(data: &str) -> Vec<Ran> {
    [
        &["audit", "verify", "--data", data][..],
        &["list", "leads", "--data", data],
        &["export", "lead", NO_LEAD, "--data", data],
        &["officer", "token", "sari", "--name", "skrip", "--action", "read_lead", "--data", data],
        &["officer", "password", "sari", "--data", data],
    ]
    .map(|arguments| suar_with(arguments, PASSWORD))
    .into()
}

#[test]
fn a_mistyped_folder_was_taken_for_an_empty_place() {
    let folder = Folder::new();
    let missing = folder.file("dta");
    for ran in look(&missing) {
        assert_eq!(ran.code, 1, "{}", ran.err);
        assert!(ran.err.contains(&missing) && ran.err.contains("holds no data of Suar"), "{}", ran.err);
        assert!(ran.bytes.is_empty());
    }
    assert!(!folder.path().join("dta").try_exists().unwrap(), "nothing is made");
}

#[test]
fn a_new_data_folder_was_made_without_a_word() {
    let folder = Folder::new();
    let told = format!("made a new data folder at {}\n", folder.file("data"));
    assert!(add(&folder, "sari", &[]).err.starts_with(&told));
    let again = add(&folder, "budi", &[]);
    assert!(again.code == 0 && !again.err.contains("made a new data folder"), "{}", again.err);
    let (posts, mistyped) = (repository("samples/facebook_groups.jsonl"), folder.file("dta"));
    let posts = posts.to_str().unwrap();
    let brought = suar(&["import", posts, "--data", &mistyped]);
    assert!(brought.err.contains(&format!("made a new data folder at {mistyped}\n")), "{}", brought.err);
    let quiet = suar(&["import", posts, "--quiet", "--data", &folder.file("lain")]);
    assert_eq!((quiet.code, quiet.err.as_str()), (0, ""));
}

#[test]
fn a_lost_database_was_taken_for_a_new_one() {
    let posts = repository("samples/facebook_groups.jsonl");
    let posts = posts.to_str().unwrap();
    let folder = kept();
    let data = folder.file("data");
    let database = folder.path().join("data/suar.db");
    std::fs::write(&database, "").unwrap();
    let all = |words: &str| {
        let making =
            [add(&folder, "lain", &[]), suar(&["import", posts, "--data", &data]), suar(&["serve", "--data", &data])];
        for ran in look(&data).into_iter().chain(making) {
            assert_eq!(ran.code, 1, "{}", ran.err);
            assert!(ran.err.contains(&data) && ran.err.contains(words), "{}", ran.err);
        }
    };
    all("suar.db in it is empty");
    assert_eq!(database.metadata().unwrap().len(), 0);
    std::fs::remove_file(&database).unwrap();
    std::fs::write(folder.path().join("data/secret.key"), [7; 32]).unwrap();
    all("no suar.db in it any more, but still its secret.key");
    assert!(!database.try_exists().unwrap());
}

#[test]
fn a_damaged_database_was_called_whole() {
    let folder = kept();
    let data = folder.file("data");
    let whole = suar(&["audit", "verify", "--data", &data]);
    assert_eq!((whole.code, whole.out().starts_with("whole: 1 entries, last hash ")), (0, true), "{}", whole.err);
    let path = folder.path().join("data/suar.db");
    let mut bytes = std::fs::read(&path).unwrap();
    // The last page of the file is of a table that the trail does not need.
    let end = bytes.len();
    bytes.get_mut(end - 4096..).unwrap().fill(0x55);
    std::fs::write(&path, bytes).unwrap();
    let damaged = suar(&["audit", "verify", "--data", &data]);
    assert_eq!(damaged.code, 1, "{}", damaged.out());
    assert!(damaged.err.contains("the database is damaged, bring it back from a backup: "), "{}", damaged.err);
    assert!(damaged.bytes.is_empty());
}

#[test]
fn a_hash_noted_earlier_tells_a_trail_that_was_cut_off() {
    let folder = kept();
    let data = folder.file("data");
    let verify = |more: &[&str]| suar(&[&["audit", "verify", "--data", &data], more].concat());
    let hash_of = |ran: &Ran| ran.out().trim().rsplit(' ').next().unwrap().to_owned();
    let first = hash_of(&verify(&[]));
    std::fs::copy(folder.path().join("data/suar.db"), folder.path().join("before.db")).unwrap();
    assert_eq!(add(&folder, "lain", &[]).code, 0);
    let last = hash_of(&verify(&[]));
    for noted in [&first, &last, &last.to_uppercase()] {
        let ran = verify(&["--last", noted]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(ran.err.contains("note both outside of this machine"), "{}", ran.err);
    }
    std::fs::copy(folder.path().join("before.db"), folder.path().join("data/suar.db")).unwrap();
    assert_eq!(verify(&[]).code, 0, "by itself a trail that ends early looks whole");
    let cut = verify(&["--last", &last]);
    assert_eq!(cut.code, 1);
    assert!(cut.err.contains("its end was cut off"), "{}", cut.err);
    assert_eq!(verify(&["--last", "12"]).code, 2);
}

#[cfg(unix)]
#[test]
fn others_could_read_the_database_of_a_folder_that_was_there() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::new();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    std::fs::set_permissions(&data, PermissionsExt::from_mode(0o755)).unwrap();
    assert_eq!(add(&folder, "sari", &[]).code, 0);
    let mode = || data.join("suar.db").metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(), 0o600);
    std::fs::set_permissions(data.join("suar.db"), PermissionsExt::from_mode(0o644)).unwrap();
    assert_eq!(suar(&["list", "leads", "--data", &folder.file("data")]).code, 0);
    assert_eq!(mode(), 0o600);
}

#[test]
fn a_new_password_can_be_given_at_the_machine() {
    let folder = kept();
    let data = folder.file("data");
    let give = |name: &str, password: &str| {
        suar_with(&["officer", "password", name, "--data", &data], format!("{password}\n").as_bytes())
    };
    let given = give("Sari", "teh manis sore hari");
    assert_eq!(given.code, 0, "{}", given.err);
    let unknown = give("nobody", "teh manis sore hari");
    assert_eq!((unknown.code, unknown.err.contains("no such officer")), (1, true), "{}", unknown.err);
    let easy = give("sari", "password1234");
    assert_eq!((easy.code, easy.err.contains("too easy to guess")), (1, true), "{}", easy.err);
    let trail = suar(&["audit", "verify", "--data", &data]);
    assert!(trail.out().starts_with("whole: 2 entries"), "{}", trail.out());
}

#[test]
fn a_region_that_no_lead_is_of_is_told() {
    let folder = Folder::new();
    let data = folder.file("data");
    assert!(add(&folder, "sari", &["--region", "Jawa Timur"]).err.contains("no lead is of the region Jawa Timur"));
    let text =
        "DIBUTUHKAN admin chat untuk Poipet, gaji 12 juta, tanpa pengalaman, tiket ditanggung, minat WA +6281200001234";
    let line = serde_json::json!({ "id": "1", "text": text, "region": "Jawa Timur" });
    let posts = folder.write("posts.jsonl", format!("{line}\n"));
    assert_eq!(suar(&["import", &posts, "--data", &data]).code, 0);
    let known = add(&folder, "dewi", &["--region", "Jawa Timur"]);
    assert!(known.code == 0 && !known.err.contains("warning"), "{}", known.err);
    let slip = add(&folder, "rani", &["--region", "Jawa Tmur"]);
    assert_eq!(slip.code, 0);
    assert!(slip.err.contains("no lead is of the region Jawa Tmur"), "{}", slip.err);
    assert!(slip.err.contains("regions that leads are of: Jawa Timur"), "{}", slip.err);
}

/// What `suar serve` says until it serves and a line more.
fn greeting(data: &str) -> String {
    let mut command = program();
    command.args(["serve", "--listen", "127.0.0.1:0", "--data", data]).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut said = String::new();
    for line in BufReader::new(child.stderr.take().unwrap()).lines() {
        said.push_str(&line.unwrap());
        if said.contains("/masuk") {
            break;
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
    said
}

#[test]
fn a_place_where_nobody_can_sign_in_says_so() {
    let folder = Folder::new();
    let said = greeting(&folder.file("new"));
    assert!(said.contains("nobody can sign in yet") && said.contains("suar officer add"), "{said}");
    let said = greeting(&kept().file("data"));
    assert!(said.contains("/masuk") && !said.contains("nobody can sign in"), "{said}");
}
