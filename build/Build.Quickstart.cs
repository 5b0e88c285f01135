using CephBuildEnv.Workflow;
using Nuke.Common;

/// <summary>The main job from nothing, on a fresh machine.</summary>
sealed partial class BuildScript
{
    Target Quickstart => _ => _
        .Description("Mends the host, compiles an embedded sample of Ceph's shape on debian-12, and runs what it made.")
        .DependsOn(MendHost, Build)
        .OnlyWhenDynamic(() => IsNeeded<QuickstartStep>())
        .Executes(() => Do<QuickstartStep>());
}
