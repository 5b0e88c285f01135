using CephBuildEnv.Hosting;

namespace CephBuildEnv.Sources;

/// <summary>
/// A note in a tree's git folder for as long as another ref is checked out there: that takes two steps, the tree and its
/// submodules, and a process can end in between.
/// </summary>
/// <param name="Ref">That is being checked out.</param>
/// <param name="Commit">That it names.</param>
/// <param name="Before">What was checked out.</param>
/// <param name="Reached">The tree has the commit: only its submodules are to follow.</param>
internal sealed record UnfinishedSwitch(string Ref, string Commit, string Before, bool Reached = false)
{
    private const string Name = "ceph-build-env-switch";

    private const string ReachedMark = "reached";

    public static string FileIn(string gitFolder) => Path.Combine(gitFolder, Name);

    /// <summary>Null when there is none.</summary>
    public static UnfinishedSwitch? Read(string gitFolder) =>
        HostFiles.ReadSmall(FileIn(gitFolder))?.Split('\n') is [var refName, var commit, var before, var reached, ..]
            ? new(refName, commit, before, reached == ReachedMark)
            : null;

    public void Write(string gitFolder) => HostFiles.Replace(FileIn(gitFolder), $"{Ref}\n{Commit}\n{Before}\n{(Reached ? $"{ReachedMark}\n" : "")}");

    public static void Remove(string gitFolder) => File.Delete(FileIn(gitFolder));
}
