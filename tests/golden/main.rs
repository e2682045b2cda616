//! What the built program writes, kept byte by byte; `README.md` beside this file says how to renew it.

mod incidents;
mod page_text;
mod program;
mod tables;
