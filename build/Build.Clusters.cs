using CephBuildEnv.Workflow;
using Nuke.Common;

/// <summary>Development clusters on what was built.</summary>
sealed partial class BuildScript
{
    [Parameter("Name of a development cluster; default: that of its environment.")]
    readonly string? Cluster;

    [Parameter("Monitors of a new cluster; default: 3.")]
    readonly int? Mon;

    [Parameter("OSDs of a new cluster; default: 3.")]
    readonly int? Osd;

    [Parameter("Metadata servers of a new cluster, up to 16; default: 3.")]
    readonly int? Mds;

    [Parameter("Managers of a new cluster; default: 1.")]
    readonly int? Mgr;

    [Parameter("Object gateways of a new cluster; default: 0.")]
    readonly int? Rgw;

    [Parameter("Arguments for vstart.sh of a new cluster, in place of -d, such as --vstart-arg=-X; default: -d, which logs much.")]
    readonly string[]? VstartArg;

    [Parameter("VStop keeps the data of the cluster, to start it again; default: it removes them.")]
    readonly bool Keep;

    Target VStart => _ => _
        .Description("Starts a development cluster with vstart.sh, in a container that goes on, with ports on 127.0.0.1.")
        .DependsOn(Build)
        .ProceedAfterFailure()
        .OnlyWhenDynamic(() => IsNeeded<VStartStep>())
        .Executes(() => Do<VStartStep>());

    Target VStop => _ => _
        .Description("Stops a development cluster and removes it; with --keep its data stay.")
        .Executes(() => new ClusterControl(Workspace).StopAsync(Keep, _interruption.Token));

    Target Clusters => _ => _
        .Description("Shows the development clusters, with state, age and ports.")
        .Executes(() => new ClusterControl(Workspace).ShowAsync(_interruption.Token));

    [Parameter("Exec: what bash -c runs in the container, such as 'ceph -s'.")]
    readonly string? Command;

    [Parameter("Attach, Exec: name of the container, as docker ps shows it; default: the one that runs.")]
    readonly string? Container;

    Target Attach => _ => _
        .Description("Opens a shell in a container that runs: of a build, tests, a shell or a cluster.")
        .Executes(async () => ExitCode = await new ContainerEntry(Workspace).EnterAsync(command: null, Container, _interruption.Token));

    Target Exec => _ => _
        .Description("Runs --command in a container that runs, with its output and its exit code.")
        .Requires(() => Command)
        .Executes(async () => ExitCode = await new ContainerEntry(Workspace).EnterAsync(Command, Container, _interruption.Token));
}
