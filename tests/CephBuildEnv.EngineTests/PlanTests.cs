using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary><c>--plan</c> tells what a run would do, and does nothing.</summary>
[Collection(Order.Plan)]
public sealed class PlanTests(PrivateHost host) : EngineTest(host)
{
    private const string Command = "Build --distro leap-42.3 --release luminous --plan";

    private static readonly string[] Steps = ["Prepare", "BaseImage", "ReleaseImage", "BuildPrepare", "Downloads", "Build"];

    [Fact]
    public void Shows_every_step_with_its_reason_and_changes_nothing()
    {
        var before = new HostState();

        var plan = Checkout.Build(Command).ShouldSucceed();

        ShouldShowAllSteps(plan);
        plan.Output.ShouldMatch("Prepare +skip +host: /ceph is complete");
        plan.Output.ShouldMatch("BaseImage +run +leap-42.3: ceph-build-env/base:leap-42.3 does not exist");
        before.ShouldBeUnchanged();
    }

    [Fact]
    public void Needs_no_engine()
    {
        var before = new HostState();

        var plan = Checkout.Build(Command.Split(' '), ("DOCKER_HOST", "unix:///run/missing.sock")).ShouldSucceed();

        ShouldShowAllSteps(plan);
        plan.Output.ShouldContain("unknown until the engine answers");
        before.ShouldBeUnchanged();
    }

    [Fact]
    public void Needs_no_ceph_folder()
    {
        using var aside = CephFolder.PutAside();
        var before = new HostState();

        var plan = Checkout.Build(Command).ShouldSucceed();

        ShouldShowAllSteps(plan);
        plan.Output.ShouldMatch("Prepare +run +host: /ceph does not exist: make it");
        before.ShouldBeUnchanged();
    }

    private static void ShouldShowAllSteps(Outcome plan)
    {
        foreach (var step in Steps)
            plan.Output.ShouldMatch($"(?m)^  {step} +(run|skip) +\\S+");
    }
}
