//! The `litmine` program: parse → run → exit code.

mod cli;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let args = cli::Args::parse();
    match cli::run(args) {
        Ok(code) => code.into(),
        Err(error) => {
            let code = cli::exit::code_of(&error);
            if code != cli::exit::Code::Done {
                cli::say(&format!("litmine: {}", cli::exit::message_of(&error)));
            }
            code.into()
        }
    }
}
