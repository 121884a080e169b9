use anyhow::Result;
use clap::Args;

use crate::cli::{CommonArguments, Outcome};
use crate::data_folder::DataArguments;
use crate::pipeline::say;
use crate::web::{self, ListenArguments};

/// What `suar serve` takes.
#[derive(Args, Clone, Debug)]
pub(crate) struct ServeArguments {
    #[command(flatten)]
    data: DataArguments,
    #[command(flatten)]
    listen: ListenArguments,
}

/// Runs `suar serve`.
pub(crate) fn run(arguments: &ServeArguments, common: &CommonArguments) -> Result<Outcome> {
    arguments.data.run_or_make(common, async |app| {
        let has_officers = app.has_officers().await?;
        let greeting = |address: &str| {
            say(address);
            if !has_officers {
                let data = arguments.data.data.display();
                say(&format!(
                    "nobody can sign in yet; add the first account: \
                     suar officer add NAME --role administrator --data {data} < password.txt"
                ));
            }
            say(&format!("officers sign in at {address}/masuk"));
        };
        web::serve(app, &arguments.data, &arguments.listen, common, greeting).await
    })?;
    Ok(Outcome::Done)
}
