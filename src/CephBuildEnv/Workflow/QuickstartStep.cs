using CephBuildEnv.Environments;
using CephBuildEnv.Images;

namespace CephBuildEnv.Workflow;

/// <summary>Runs the program that the sample's build made, and says what can be typed next.</summary>
public sealed class QuickstartStep(Workspace workspace) : EnvironmentStep(StepName, workspace)
{
    public const string StepName = "Quickstart";

    private const string Program = "bin/ceph";

    protected override Task<Decision> DecideAsync(BuildEnvironment environment, CancellationToken cancellation) =>
        Task.FromResult(Decision.Need($"runs {Program} --version"));

    protected override async Task ActAsync(BuildEnvironment environment, CancellationToken cancellation)
    {
        var program = Path.Combine(Workspace.Layout.BuildDirectory(environment), Program);
        await new ContainerRuns(Workspace).RunAsync(
            new(environment, "quickstart", ImageTags.Git(environment), ContainerRuns.ShellScript, [program, "--version"]), cancellation);
        var parameters = $"--distro {environment.Distro.Name} --release {environment.Release}";
        Console.WriteLine($"""

            {program} was compiled in a container of {environment.Distro.Title}, and runs. Next:

              ./build.sh Interactive {parameters}    a shell on this build
              ./build.sh Check {parameters}          its tests
              ./build.sh VStart {parameters}         a cluster of it
              ./build.sh Package {parameters}        packages of it
              ./build.sh ListDistros                                           what else can be built on
              ./build.sh Build --distro {environment.Distro.Name} --release reef               Ceph itself, from its repository
            """);
    }
}
