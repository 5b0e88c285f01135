using System.Text.RegularExpressions;
using CephBuildEnv.Clusters;
using CephBuildEnv.Environments;
using CephBuildEnv.Hosting;
using CephBuildEnv.Text;

namespace CephBuildEnv.Runs;

/// <summary>The runs of one environment that are still known.</summary>
public sealed partial class RunHistory(HostLayout layout, BuildEnvironment environment)
{
    /// <summary>More than that and the oldest are removed, but for those that a cluster goes on by.</summary>
    public const int RunsKept = 50;

    /// <summary>What ended longer ago is removed, but for the last run.</summary>
    public static readonly TimeSpan AgeKept = TimeSpan.FromDays(90);

    private readonly string _folder = layout.LogsOf(environment);

    /// <summary>Oldest first. What else lies in the folder is none.</summary>
    public IReadOnlyList<RunFolder> Runs => Directory.Exists(_folder)
        ? [.. Directory.EnumerateDirectories(_folder).Where(path => NamePattern().IsMatch(Path.GetFileName(path))).Select(path => new RunFolder(path)).OrderBy(run => run.Number)]
        : [];

    /// <summary>Of the newest that was no shell; null when there is none.</summary>
    public RunRecord? LastRecord => Runs.Reverse().Select(run => run.Record).FirstOrDefault(record => record is { Verb: not ContainerSpecs.InteractiveVerb });

    /// <summary>Makes the folder of a run that begins, watched by this process; removes those that are not kept.</summary>
    public RunFolder Begin(string verb, DateTimeOffset now)
    {
        var runs = Runs;
        Forget(runs, now);
        Directory.CreateDirectory(_folder);
        for (var number = (runs.Count > 0 ? runs[^1].Number : 0) + 1; ; number++)
        {
            var run = new RunFolder(Path.Combine(_folder, $"{number:0000}-{verb}"));
            if (!HostFiles.TryMakeFolder(run.Folder))
                continue;
            Directory.CreateDirectory(run.Reports);
            run.Watch();
            return run;
        }
    }

    /// <param name="name">Its number, or its whole name; null for the last one.</param>
    /// <exception cref="UserException">There is no such run.</exception>
    public RunFolder Find(string? name)
    {
        var runs = Runs;
        var found = name is null
            ? runs.Count > 0 ? runs[^1] : null
            : runs.FirstOrDefault(run => run.Name == name || (int.TryParse(name, out var number) && run.Number == number));
        return found ?? throw new UserException(runs.Count == 0
            ? $"nothing has run in {environment} yet; to build it: ./build.sh Build --distro {environment.Distro.Name} --release {environment.Release}"
            : $"--run: {environment} has no run '{Printable.Text(name ?? "")}'; it has {string.Join(", ", runs.Reverse().Take(8).Select(run => run.Name))}{(runs.Count > 8 ? ", …" : "")}");
    }

    private void Forget(IReadOnlyList<RunFolder> runs, DateTimeOffset now)
    {
        var old = runs.SkipLast(1).Where((run, index) => (now - run.LastChange > AgeKept || runs.Count - index >= RunsKept) && !run.IsWatched).ToList();
        if (old.Count == 0)
            return;
        var ofClusters = new ClusterStore(layout).All
            .Where(cluster => (cluster.Distro, cluster.Release) == (environment.Distro.Name, environment.Release.Value))
            .Select(cluster => cluster.Run)
            .ToHashSet();
        foreach (var run in old.Where(run => !ofClusters.Contains(run.Name)))
            Directory.Delete(run.Folder, recursive: true);
    }

    [GeneratedRegex(@"\A[0-9]{4,9}-[a-z]+(-[a-z]+)*\z")]
    private static partial Regex NamePattern();
}
