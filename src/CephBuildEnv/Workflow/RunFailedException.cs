using CephBuildEnv.Runs;

namespace CephBuildEnv.Workflow;

/// <summary>A container run that did not succeed: what failed first, where all of it is written, and what to type next.</summary>
public sealed class RunFailedException(RunRecord record, RunFolder folder) : UserException(Describe(record, folder))
{
    public RunRecord Record { get; } = record;

    private static string Describe(RunRecord record, RunFolder folder)
    {
        var what = record.Outcome == RunOutcome.OutOfMemory
            ? "ran out of memory"
            : $"failed with exit code {record.ExitCode}";
        var error = record.FirstError is { } first ? $"\n  {first.Replace("\n", "\n  ")}" : "";
        return $"{record.Environment}: {record.Stage ?? record.Verb} {what} after {record.End - record.Start:h\\:mm\\:ss}{error}\n" +
            $"  log: {folder.OutputFile}\n" +
            $"  look into it: ./build.sh Shell --distro {record.Distro} --release {record.Release}";
    }
}
