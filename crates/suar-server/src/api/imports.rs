//! Bringing in files of posts.

use axum::body::{Body, HttpBody};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde::Serialize;
use suar_app::{ReadingHints, Received, Upload};
use suar_signal::ImportId;
use suar_store::{Import, KeptReject};
use utoipa::{IntoParams, ToSchema};

use super::Problem;
use super::answer::{self, Answer, MadeView};
use super::bearer::Caller;
use super::body::is_of_kind;
use super::names::ImportStateName;
use super::pairs::Pairs;
use super::path::PathId;
use super::stamp::{stamp, stamp_if_any};
use crate::site::Site;

/// A file of posts.
#[derive(Serialize, ToSchema)]
#[schema(as = Import)]
pub(crate) struct ImportView {
    /// The id.
    #[schema(format = "uuid")]
    id: String,
    /// The officer who brought it in; null: from the machine itself.
    #[schema(format = "uuid")]
    officer: Option<String>,
    /// The name of the file.
    #[schema(example = "loker-contoh.jsonl")]
    file_name: String,
    /// Its size.
    size_bytes: u64,
    /// The format, where it was named.
    format: Option<String>,
    /// Which columns hold what, where that was named.
    map: Option<String>,
    /// How it stands.
    #[schema(value_type = ImportStateName)]
    state: &'static str,
    /// Why it broke off.
    fault: Option<String>,
    /// Records taken so far, rejects among them.
    records: u64,
    /// Posts that are new.
    added: u64,
    /// Posts that were there before.
    known: u64,
    /// Records that can't be read.
    rejected: u64,
    /// Service messages that were passed over.
    skipped: u64,
    /// Posts with broken UTF-8, mended.
    repaired: u64,
    /// Bytes of the file that were read.
    bytes_read: u64,
    /// Since when.
    #[schema(format = DateTime)]
    begun_at: String,
    /// When it was over.
    #[schema(format = DateTime)]
    ended_at: Option<String>,
}

impl From<Import> for ImportView {
    fn from(import: Import) -> Self {
        let progress = import.progress;
        Self {
            id: import.id.to_string(),
            officer: import.officer.map(|officer| officer.to_string()),
            file_name: import.file_name,
            size_bytes: import.size_bytes,
            format: import.format,
            map: import.map,
            state: import.state.name(),
            fault: import.fault,
            records: progress.position,
            added: progress.added,
            known: progress.known,
            rejected: progress.rejected,
            skipped: progress.skipped,
            repaired: progress.repaired,
            bytes_read: progress.bytes_read,
            begun_at: stamp(import.begun_at),
            ended_at: stamp_if_any(import.ended_at),
        }
    }
}

/// How many of a list are asked for.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only describes the query")]
pub(crate) struct LimitQuery {
    /// How many are given at most; 50 if nothing is given.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// Files that were brought in.
#[derive(Serialize, ToSchema)]
pub(crate) struct ImportListView {
    /// The imports, the newest first.
    imports: Vec<ImportView>,
}

/// Lists imports, the newest first.
#[utoipa::path(
    get, path = "/api/v1/imports", operation_id = "listImports", tag = "imports", params(LimitQuery),
    responses((status = 200, description = "The imports.", body = ImportListView))
)]
pub(crate) async fn list(State(site): State<Site>, caller: Caller, mut pairs: Pairs) -> Answer {
    let most = pairs.take_limit()?;
    pairs.end()?;
    let imports = site.app().list_imports(caller.actor(), most).await?;
    answer::ok(&ImportListView { imports: imports.into_iter().map(ImportView::from).collect() })
}

/// How a file is to be read, where it can't be told.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only describes the query")]
pub(crate) struct UploadQuery {
    /// The name of the file; its ending helps to tell the format.
    #[param(min_length = 1, max_length = 200, example = "loker-contoh.jsonl")]
    file_name: String,
    /// The format; told by the content if nothing is given.
    #[param(inline)]
    format: Option<FormatName>,
    /// Which columns hold what: `text=title+body,id=nr`.
    #[param(max_length = 1000, example = "text=isi,id=nomor")]
    map: Option<String>,
}

/// A format that is read.
#[derive(Clone, Copy, ToSchema)]
#[schema(rename_all = "snake_case")]
enum FormatName {
    Jsonl,
    Csv,
    Tsv,
    Parquet,
    Telegram,
    Whatsapp,
}

impl FormatName {
    const ALL: [(FormatName, &'static str); 6] = [
        (FormatName::Jsonl, "jsonl"),
        (FormatName::Csv, "csv"),
        (FormatName::Tsv, "tsv"),
        (FormatName::Parquet, "parquet"),
        (FormatName::Telegram, "telegram"),
        (FormatName::Whatsapp, "whatsapp"),
    ];
}

const NAME_CHARACTERS: usize = 200;
const MAP_CHARACTERS: usize = 1000;

/// Takes a file in; it is read afterwards. The same content twice is one import.
#[utoipa::path(
    post, path = "/api/v1/imports", operation_id = "addImport", tag = "imports", params(UploadQuery),
    request_body(content = FileBody, content_type = "application/octet-stream", description = "The file as it is."),
    responses(
        (status = 201, description = "It waits to be read.", body = MadeView,
            headers(("Location" = String, description = "Where its progress is."))),
        (status = 200, description = "The same content was brought in before, as this import.", body = MadeView)
    )
)]
pub(crate) async fn add(
    State(site): State<Site>,
    caller: Caller,
    mut pairs: Pairs,
    headers: HeaderMap,
    body: Body,
) -> Answer {
    if !is_of_kind(&headers, "application/octet-stream") {
        return Err(Problem::wrong_media_type("application/octet-stream"));
    }
    let file_name = pairs.take_text("file_name", 1..=NAME_CHARACTERS)?;
    let file_name = file_name.ok_or_else(|| Problem::invalid("`file_name` is missing"))?;
    let from_name = |name: &str| FormatName::ALL.into_iter().find(|(_, known)| *known == name);
    let format = pairs.take_named("format", from_name)?.map(|(_, name)| name.to_owned());
    let map = pairs.take_text("map", 0..=MAP_CHARACTERS)?;
    pairs.end()?;
    let mut upload = site.app().begin_upload(caller.actor(), &file_name, ReadingHints { format, map }).await?;
    write_all(&mut upload, body).await?;
    match site.app().finish_upload(caller.actor(), upload).await? {
        Received::New(id) => answer::made_at("/api/v1/imports", id),
        Received::Known(id) => answer::json(StatusCode::OK, &MadeView { id: id.to_string() }),
    }
}

/// Writes the body piece by piece: a file may be larger than memory.
async fn write_all(upload: &mut Upload, body: Body) -> Result<(), Problem> {
    let mut body = std::pin::pin!(body);
    while let Some(frame) = std::future::poll_fn(|context| body.as_mut().poll_frame(context)).await {
        let frame = frame.map_err(|_| Problem::not_understood("the body broke off"))?;
        if let Ok(bytes) = frame.into_data() {
            upload.write(&bytes).await?;
        }
    }
    Ok(())
}

/// The bytes of a file.
pub(crate) struct FileBody;

impl ToSchema for FileBody {
    fn name() -> std::borrow::Cow<'static, str> {
        std::borrow::Cow::Borrowed("FileBody")
    }
}

impl utoipa::PartialSchema for FileBody {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
        let bytes = ObjectBuilder::new().schema_type(Type::String).min_length(Some(1));
        bytes.format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary))).build().into()
    }
}

/// Shows an import.
#[utoipa::path(
    get, path = "/api/v1/imports/{id}", operation_id = "getImport", tag = "imports",
    params(("id" = String, Path, description = "The import.", format = "uuid")),
    responses(
        (status = 200, description = "The import.", body = ImportView),
        (status = 404, description = "No such import.")
    )
)]
pub(crate) async fn get(State(site): State<Site>, caller: Caller, PathId(id): PathId<ImportId>) -> Answer {
    let import = site.app().get_import(caller.actor(), id).await?;
    answer::ok(&ImportView::from(import))
}

/// Which rejects are asked for.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only describes the query")]
pub(crate) struct RejectQuery {
    /// Only those behind this number; 0 if nothing is given.
    #[param(minimum = 0, maximum = 9_007_199_254_740_991_u64)]
    behind: Option<u64>,
    /// How many are given at most; 50 if nothing is given.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// The greatest whole number that every reader of JSON holds.
const MOST_NUMBER: u64 = (1 << 53) - 1;

/// Records that can't be read.
#[derive(Serialize, ToSchema)]
pub(crate) struct RejectListView {
    /// The rejects, by number.
    rejects: Vec<RejectView>,
}

/// A record that can't be read.
#[derive(Serialize, ToSchema)]
#[schema(as = Reject)]
struct RejectView {
    /// Its place among the rejects of the import, from 1.
    number: u64,
    /// What `line` counts.
    unit: String,
    /// Where it stands in the file.
    line: u64,
    /// Why, without a word of what it holds.
    reason: String,
}

impl From<KeptReject> for RejectView {
    fn from(reject: KeptReject) -> Self {
        Self { number: reject.number, unit: reject.unit, line: reject.line, reason: reject.reason }
    }
}

/// Lists what of an import can't be read.
#[utoipa::path(
    get, path = "/api/v1/imports/{id}/rejects", operation_id = "listRejects", tag = "imports",
    params(("id" = String, Path, description = "The import.", format = "uuid"), RejectQuery),
    responses(
        (status = 200, description = "The rejects.", body = RejectListView),
        (status = 404, description = "No such import.")
    )
)]
pub(crate) async fn rejects(
    State(site): State<Site>,
    caller: Caller,
    PathId(id): PathId<ImportId>,
    mut pairs: Pairs,
) -> Answer {
    let behind = pairs.take_number("behind", 0..=MOST_NUMBER)?.unwrap_or(0);
    let most = pairs.take_limit()?;
    pairs.end()?;
    let rejects = site.app().list_rejects(caller.actor(), id, (behind, most)).await?;
    answer::ok(&RejectListView { rejects: rejects.into_iter().map(RejectView::from).collect() })
}

/// Stops an import; what was read is kept.
#[utoipa::path(
    post, path = "/api/v1/imports/{id}/stop", operation_id = "stopImport", tag = "imports",
    params(("id" = String, Path, description = "The import.", format = "uuid")),
    responses(
        (status = 204, description = "It is stopped."),
        (status = 404, description = "No such import."),
        (status = 409, description = "It is over already.")
    )
)]
pub(crate) async fn stop(State(site): State<Site>, caller: Caller, PathId(id): PathId<ImportId>) -> Answer {
    site.app().stop_import(caller.actor(), id).await?;
    Ok(answer::done())
}

/// Goes on with an import that was stopped or failed, from where it was.
#[utoipa::path(
    post, path = "/api/v1/imports/{id}/resume", operation_id = "resumeImport", tag = "imports",
    params(("id" = String, Path, description = "The import.", format = "uuid")),
    responses(
        (status = 204, description = "It waits for its turn."),
        (status = 404, description = "No such import."),
        (status = 409, description = "It was neither stopped nor did it fail.")
    )
)]
pub(crate) async fn resume(State(site): State<Site>, caller: Caller, PathId(id): PathId<ImportId>) -> Answer {
    site.app().resume_import(caller.actor(), id).await?;
    Ok(answer::done())
}
