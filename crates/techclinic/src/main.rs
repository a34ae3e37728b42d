//! The program: reads the command line and runs one command.

use std::process::ExitCode;

/// Gives memory back once it is free: a password's check needs 19 MiB for a moment, and glibc keeps
/// such blocks in each thread's arena (figures in docs/benchmarks.md).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    techclinic::commands::main()
}
