using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Images;
using CephBuildEnv.Runs;
using CephBuildEnv.Sources;
using CephBuildEnv.Text;
using CephBuildEnv.Workflow;
using Serilog;

namespace CephBuildEnv.Overview;

/// <summary>Prints what exists.</summary>
public sealed class OverviewReport(Workspace workspace, IReadOnlyList<Distro> distros)
{
    public async Task ShowDistrosAsync(CancellationToken cancellation)
    {
        var overview = await LookAsync(cancellation);
        Report.Table(
            ["DISTRO", "TITLE", "PACKAGES", "UPDATES UNTIL", "TESTED", "BASE IMAGE", "RELEASES"],
            overview.Distros().Select(entry => (string[])
            [
                entry.Distro.Name,
                entry.Distro.Title,
                entry.Distro.Family.ToString().ToLowerInvariant(),
                entry.Distro.EndOfLife?.ToString("yyyy-MM-dd") ?? "-",
                entry.Distro.IsVerified ? "verified" : "expected",
                overview.EngineAnswers ? entry.Image is { } image ? new ByteSize(image.Size).ToString() : "-" : "?",
                entry.Releases.Count > 0 ? string.Join(' ', entry.Releases) : "-",
            ]));
        var pins = new PinnedImages(workspace.Options.Checkout);
        foreach (var (distro, image, _) in overview.Distros())
        {
            if (image?.Label(Labels.Upstream) is { } upstream)
                Console.WriteLine($"{distro.Name} starts from {upstream}");
            if (pins.Of(distro) is { } pin && pin.ToString() != image?.Label(Labels.Upstream))
                Console.WriteLine($"{distro.Name} is pinned to {pin}");
        }

        foreach (var distro in distros.Where(distro => distro.Archive is not null))
            Console.WriteLine($"{distro.Name} gets no updates any more; its packages come from {distro.Archive}");
    }

    public async Task ShowEnvironmentsAsync(CancellationToken cancellation)
    {
        var overview = await LookAsync(cancellation);
        var environments = overview.Environments().ToList();
        if (environments.Count == 0)
        {
            Console.WriteLine("There is no environment yet. To see that this host can build: ./build.sh Quickstart");
            Console.WriteLine("To build Ceph: ./build.sh Build --distro DISTRO --release reef   (distros: ./build.sh ListDistros; all targets: ./build.sh --help)");
            return;
        }

        Report.Table(
            ["ENVIRONMENT", "SOURCE", "RELEASE IMAGE", "GIT IMAGE", "LAST RUN", "NEXT"],
            environments.Select(state => (string[])
            [
                state.Environment.Key,
                state.Source ?? "-",
                Mark(state.HasReleaseImage),
                Mark(state.HasGitImage),
                state.LastRunText,
                $"./build.sh {state.Next} {ParametersOf(state.Environment)}",
            ]));
        foreach (var environment in environments.Select(state => state.Environment))
        {
            if (workspace.BuildOptionsOf(environment) is { IsEmpty: false } options)
                Console.WriteLine($"{environment.Key} is built with {options.CommandLine}");
        }

        if (overview.EngineAnswers)
            await NameOrphansAsync(environments, cancellation);
    }

    // Runs whose process was killed, and whose containers know nothing of it.
    private async Task NameOrphansAsync(List<EnvironmentState> environments, CancellationToken cancellation)
    {
        foreach (var (environment, run) in environments.Where(state => state.LastRun?.Outcome == RunOutcome.Lost).Select(state => (state.Environment, state.LastRun!)))
        {
            if (await workspace.Engine.FindContainerAsync(ContainerSpecs.Name(environment, run.Verb), cancellation) is not { Running: true })
                continue;
            var parameters = ParametersOf(environment);
            Log.Warning(
                "{Environment:l}: the process that watched {Run:l} is gone, and its container goes on; watch it: ./build.sh Logs --follow {Parameters:l}; stop it and go on: ./build.sh Build {Parameters:l}",
                environment.Key, run.Run, parameters, parameters);
        }
    }

    private string ParametersOf(BuildEnvironment environment) =>
        EnvironmentParameters.Of(environment.Distro.Name, environment.Release.Value, workspace.SourceTree(environment).Origin());

    private async Task<EnvironmentOverview> LookAsync(CancellationToken cancellation) =>
        new(workspace.Layout, distros, environment => workspace.SourceTree(environment).CheckedOut(), await ImagesAsync(cancellation));

    private async Task<IReadOnlyDictionary<string, ImageState>?> ImagesAsync(CancellationToken cancellation)
    {
        try
        {
            return await workspace.Images.AllAsync(cancellation);
        }
        catch (EngineUnreachableException e)
        {
            Log.Warning("{Message:l}", e.Message);
            return null;
        }
    }

    private static string Mark(bool? exists) => exists switch
    {
        true => "yes",
        false => "-",
        null => "?",
    };
}
