using LibGit2Sharp;

namespace CephBuildEnv.Sources;

/// <summary>Something that a person has begun in a working tree and not ended, such as a rebase.</summary>
/// <param name="Name">For people, with its article.</param>
/// <param name="Remedy">What ends it.</param>
internal sealed record UnfinishedOperation(string Name, string Remedy)
{
    /// <summary>Null when there is none.</summary>
    public static UnfinishedOperation? Of(Repository repository)
    {
        var git = $"git -C {ShellQuote(repository)}";
        return repository.Info.CurrentOperation switch
        {
            CurrentOperation.None => null,
            CurrentOperation.Bisect => new("a bisection", $"end it: {git} bisect reset"),
            CurrentOperation.Merge => Ended("a merge", $"{git} merge"),
            CurrentOperation.Revert or CurrentOperation.RevertSequence => Ended("a revert", $"{git} revert"),
            CurrentOperation.CherryPick or CurrentOperation.CherryPickSequence => Ended("a cherry-pick", $"{git} cherry-pick"),
            CurrentOperation.ApplyMailbox or CurrentOperation.ApplyMailboxOrRebase => Ended("git am", $"{git} am"),
            _ => Ended("a rebase", $"{git} rebase"),
        };
    }

    private static UnfinishedOperation Ended(string name, string command) =>
        new(name, $"finish it: {command} --continue, or give it up: {command} --abort");

    private static string ShellQuote(Repository repository) => Processes.ShellQuote.Quote(repository.Info.WorkingDirectory.TrimEnd('/'));
}
