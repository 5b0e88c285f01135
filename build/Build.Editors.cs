using CephBuildEnv.Workflow;
using Nuke.Common;

/// <summary>What editors need of an environment.</summary>
sealed partial class BuildScript
{
    Target CompileCommands => _ => _
        .Description("Writes compile_commands.json into the tree, for editors on this host, and copies the image's headers for them.")
        .DependsOn(BuildPrepare)
        .ProceedAfterFailure()
        .OnlyWhenDynamic(() => IsNeeded<CompileCommandsStep>())
        .Executes(() => Do<CompileCommandsStep>());

    Target DevContainer => _ => _
        .Description("Writes .devcontainer/devcontainer.json into the tree, for editors that work in the environment's container.")
        .DependsOn(BuildPrepare)
        .ProceedAfterFailure()
        .OnlyWhenDynamic(() => IsNeeded<DevContainerStep>())
        .Executes(() => Do<DevContainerStep>());
}
