using CephBuildEnv.Compilation;
using CephBuildEnv.Runs;
using CephBuildEnv.Sources;
using CephBuildEnv.Text;

namespace CephBuildEnv.Workflow;

/// <summary>A container run that did not succeed: what failed first, where all of it is written, and what to type next.</summary>
/// <param name="record">Of the run.</param>
/// <param name="message">All that.</param>
public sealed class RunFailedException(RunRecord record, string message) : UserException(message)
{
    /// <summary>As timeout(1) has it.</summary>
    public const int TimedOutExitCode = 124;

    // As a shell has it after SIGKILL.
    private const int OutOfMemoryExitCode = 137;

    private const int FailedExitCode = 1;

    // In bytes. With less, no linker writes its result.
    private const long LeastSpace = 32L << 20;

    public RunFailedException(RunRecord record, RunFolder run)
        : this(record, Describe(record, run))
    {
    }

    public RunRecord Record { get; } = record;

    /// <summary>For the process, when this is all that failed.</summary>
    public int ExitCode => Record.Outcome switch
    {
        RunOutcome.TimedOut => TimedOutExitCode,
        RunOutcome.OutOfMemory => OutOfMemoryExitCode,
        // The exit code of tests is that of what ran them.
        _ when Record is { Tests: not null, ExitCode: > 0 and < OutOfMemoryExitCode } => (int)Record.ExitCode,
        _ => FailedExitCode,
    };

    private static string Describe(RunRecord record, RunFolder run)
    {
        var error = record.FirstError is { } first ? $"\n  {first.Replace("\n", "\n  ")}" : "";
        return $"{record.Environment}: {StageOf(record)} {What(record)} after {record.Elapsed:h\\:mm\\:ss}{Remedy(record, run)}{error}\n" +
            $"  log: {run.OutputFile}\n" +
            (record.Failure?.Repeat is { } repeat ? $"  repeat that step: {repeat}\n  in the shell of: " : "  look into it: ") +
            $"./build.sh Shell {EnvironmentParameters.Of(record.Distro, record.Release, record.Repository)}{Limit(record)}";
    }

    // A build tool configures again by itself when an input of that has changed.
    private static string StageOf(RunRecord record) => record.Failure?.Tool == "cmake" ? "configure" : record.Stage ?? record.Verb;

    private static string What(RunRecord record) => record.Outcome switch
    {
        RunOutcome.OutOfMemory => $"ran out of memory with {JobCount.Text(record.Jobs)}{(record.MemoryLimit is null ? "" : $" and{Limit(record)}")}",
        RunOutcome.TimedOut => "was stopped by --timeout",
        _ => $"failed with exit code {record.ExitCode}",
    };

    // Without it, what failed for want of memory does not fail again.
    private static string Limit(RunRecord record) => record.MemoryLimit is { } limit ? $" --memory {new ByteSize(limit)}" : "";

    private static string Remedy(RunRecord record, RunFolder run) => record.Outcome switch
    {
        RunOutcome.OutOfMemory when record.Jobs > 1 => $"; take fewer jobs: --jobs {record.Jobs / 2}",
        RunOutcome.OutOfMemory => "; it needs more memory",
        RunOutcome.TimedOut => "; what it has done is kept: type the same again, and it goes on",
        RunOutcome.Failed when IsFull(record, run) => "; a disk is full: free some space, then start again (df -h /ceph)",
        _ => "",
    };

    // Not every tool says so: "unable to copy file; reason: Success".
    private static bool IsFull(RunRecord record, RunFolder run) =>
        record.FirstError?.Contains("No space left on device") == true || new DriveInfo(run.Folder).AvailableFreeSpace < LeastSpace;
}
