using CephBuildEnv.Disk;
using Nuke.Common;

/// <summary>The disk: what the project takes, and how to get it back.</summary>
sealed partial class BuildScript
{
    [Parameter("What Clean removes: builds, ccache, containers, downloads, headers, images, leftovers, logs, objects, sources; default: it says what each takes.")]
    readonly string[]? What;

    [Parameter("Clean does not ask before it removes; default: it asks on a terminal, and removes nothing without one.")]
    readonly bool Yes;

    Target DiskUsage => _ => _
        .Description("Shows what images, build cache, containers, sources, caches and logs take, per environment.")
        .Executes(() => Usage.ShowAsync(Selection(), _interruption.Token));

    Target Clean => _ => _
        .Description("Removes what --what names, of all environments or of those given; never a source tree with work in it.")
        .Executes(async () =>
        {
            var selection = Selection();
            if (selection.Kinds.Count > 0)
                await new Cleaning(Workspace.Layout, new(Workspace.Layout, Distros.All, Workspace.Git, () => Workspace.Engine))
                    .RunAsync(selection, Yes, _interruption.Token);
            else
                await Usage.RefuseToGuessAsync(selection, _interruption.Token);
        });

    DiskUsageReport Usage => new(Workspace.Layout, Distros.All, () => Workspace.Engine);

    CleanSelection Selection()
    {
        var options = Options();
        return new(CleanSelection.Parse(What ?? []), options.Distros, options.Releases);
    }
}
