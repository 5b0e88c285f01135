using CephBuildEnv.Diagnostics;
using CephBuildEnv.Overview;
using CephBuildEnv.Runs;
using CephBuildEnv.Text;
using CephBuildEnv.Workflow;
using Nuke.Common;
using Serilog;

/// <summary>The host: its /ceph tree, its health, and what exists on it.</summary>
sealed partial class BuildScript
{
    [Parameter("Folder that /ceph becomes a link to; default: /ceph is a folder of its own.")]
    readonly string? CephDir;

    [Parameter("Logs: number of the run, such as 42; default: the last one.")]
    readonly string? Run;

    [Parameter("Logs: goes on until the run ends; default: shows what there is.")]
    readonly bool Follow;

    [Parameter("Doctor mends what it can: installs and starts an engine; default: it only looks.")]
    readonly bool Fix;

    Target Prepare => _ => _
        .Description("Makes the host's /ceph tree; with --ceph-dir a link to another folder.")
        .After(MendHost)
        .OnlyWhenDynamic(() => IsNeeded<PrepareStep>())
        .Executes(() => Do<PrepareStep>());

    Target MendHost => _ => _
        .Unlisted()
        .Executes(() => new HostMender(Workspace.Engine, line => Log.Information("{Line:l}", line), Progress.Line)
            .MendAsync(_interruption.Token));

    Target Doctor => _ => _
        .Description("Checks whether this host can build Ceph, with a remedy for what it finds; --fix mends what it can.")
        .Executes(() => new DoctorReport(Workspace.Layout, () => Workspace.Engine).RunAsync(Fix, _interruption.Token));

    Target Status => _ => _
        .Description("Shows what exists of every environment, and what to do next.")
        .Executes(() => Overview.ShowEnvironmentsAsync(_interruption.Token));

    Target Logs => _ => _
        .Description($"Shows what the last run of an environment said, or the last of all; the last {RunHistory.RunsKept} of them are kept, for {RunHistory.AgeKept.Days} days.")
        .Executes(() => new RunLogs(Workspace, Distros.All).ShowAsync(Run, Follow, _interruption.Token));

    Target ListDistros => _ => _
        .Description("Lists the distributions that images can be made for, with what exists of each.")
        .Executes(() => Overview.ShowDistrosAsync(_interruption.Token));

    OverviewReport Overview => new(Workspace, Distros.All);
}
