using System.Collections.Immutable;
using CephBuildEnv.Engines;
using CephBuildEnv.Text;
using Serilog;

namespace CephBuildEnv.Workflow;

/// <summary>A shell, or one command, in a container of ours that runs: of a build, tests, a shell or a cluster.</summary>
public sealed class ContainerEntry(Workspace workspace)
{
    private const string Script = "interactive.sh", EndScript = "end-exec.sh";

    /// <summary>Runs it with the streams of this process; returns its exit code.</summary>
    /// <param name="command">For <c>bash -c</c>; null for a shell.</param>
    /// <param name="container">Name of the container; null for the only one that fits.</param>
    /// <param name="cancellation">Ends it in the container too.</param>
    /// <exception cref="UserException">None fits, or several do, or there is no terminal for a shell.</exception>
    public async Task<int> EnterAsync(string? command, string? container, CancellationToken cancellation)
    {
        var onTerminal = !Console.IsInputRedirected && !Console.IsOutputRedirected;
        if (command is null && !onTerminal)
            throw new UserException("a shell needs a terminal, and there is none; run one command instead: ./build.sh Exec --command '…'");
        var chosen = await ChooseAsync(container, cancellation);
        var mark = Guid.NewGuid().ToString("N");
        // This checkout may not be the one that the container was started from, which is the one that it sees.
        var scripts = Path.Combine(chosen.Labels[Labels.Checkout], "bin");
        using var limit = new CancellationTokenSource(workspace.Options.Timeout ?? Timeout.InfiniteTimeSpan, workspace.Options.Clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return await workspace.Engine.ExecAsync(
                new(chosen.Name, [Path.Combine(scripts, Script), .. command is null ? [] : new[] { "bash", "-c", command }])
                {
                    Environment = ImmutableSortedDictionary<string, string>.Empty.Add("CEPH_EXEC", mark),
                    OnTerminal = onTerminal,
                },
                new(chosen.Name, [Path.Combine(scripts, EndScript), mark]),
                ending.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            Log.Error("{Container:l}: what ran there was ended by --timeout", chosen.Name);
            return RunFailedException.TimedOutExitCode;
        }
    }

    private async Task<ListedContainer> ChooseAsync(string? name, CancellationToken cancellation)
    {
        var running = (await workspace.Engine.ListContainersAsync(Labels.Run, cancellation)).Where(container => container.Running).OrderBy(container => container.Name, StringComparer.Ordinal).ToList();
        var fitting = running.Where(container => Fits(container, name)).ToList();
        if (fitting is [var one])
            return one;
        var all = string.Join(", ", (fitting.Count > 0 ? fitting : running).Select(container => container.Name));
        throw new UserException(fitting.Count > 0
            ? $"several containers run ({all}); choose one: --container NAME, or --cluster NAME for one of a cluster"
            : $"no container runs{Wanted(name)}{(running.Count > 0 ? $"; there {(running.Count == 1 ? "is" : "are")} {all}" : "")}; start a shell (./build.sh Interactive), a cluster (./build.sh VStart) or a build");
    }

    private bool Fits(ListedContainer container, string? name)
    {
        var options = workspace.Options;
        return (name is null || container.Name == name) &&
            (options.Cluster is not { } cluster || container.Labels.GetValueOrDefault(Labels.Cluster) == cluster.Value) &&
            (options.Distros.Count == 0 || options.Distros.Any(distro => container.Labels.GetValueOrDefault(Labels.Distro) == distro.Name)) &&
            (options.Releases.Count == 0 || options.Releases.Any(release => container.Labels.GetValueOrDefault(Labels.Release) == release.Value));
    }

    private string Wanted(string? name)
    {
        var options = workspace.Options;
        string?[] wanted =
        [
            name is null ? null : $"called '{Printable.Text(name)}'",
            options.Cluster is { } cluster ? $"of cluster {cluster}" : null,
            options.Environments.ToList() is [var environment] ? $"of {environment}" : null,
        ];
        return string.Concat(wanted.OfType<string>().Select(text => $" {text}"));
    }
}
