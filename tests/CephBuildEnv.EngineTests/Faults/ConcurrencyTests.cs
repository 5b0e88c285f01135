using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests.Faults;

/// <summary>Several commands at a time.</summary>
[Collection(Order.Concurrency)]
public sealed class ConcurrencyTests(PrivateHost host) : FaultTest(host)
{
    [Fact]
    public void A_second_build_of_the_environment_is_refused_and_the_first_one_goes_on()
    {
        using (SlowCompile(2))
        using (var first = Checkout.Start(Build))
        {
            Wait.Until(() => first.HasEnded || Docker.Containers().Contains(Container), Patience, "the first one compiles");

            ShouldSay(Checkout.Build(Build), $"the source tree of {PrivateHost.Sample} is in use by pid ", $"(./build.sh {Build})", "wait for it");

            first.Wait(Patience).ShouldSucceed();
        }

        ShouldGoOn();
    }

    [Fact]
    public void Builds_of_one_environment_that_begin_at_once()
    {
        using (SlowCompile(1))
        {
            var all = AtOnce(Build, Build, Build);

            all.ShouldContain(build => build.ExitCode == 0);
            foreach (var refused in all.Where(build => build.ExitCode != 0))
                ShouldSay(refused, "is in use by");
        }

        ShouldGoOn();
    }

    [Fact]
    public void Several_environments_from_nothing()
    {
        Host.FirstLuminousBuild.ShouldSucceed();
        string[] environments = [PrivateHost.Luminous, PrivateHost.Sample, "debian-12-reef"];
        foreach (var environment in environments)
            Checkout.Run("docker", "rmi", "--force", $"ceph-build-env/git:{environment}", $"ceph-build-env/base:{environment}");
        using (var ceph = CephFolder.PutAside())
        {
            // Two of one repository, one of another.
            foreach (var prepared in AtOnce($"BuildPrepare {Host.LuminousOptions}", $"BuildPrepare {Options}", $"BuildPrepare {Host.LuminousOptions.Replace("luminous", "reef")}"))
                prepared.ShouldSucceed().StatusOf("BuildPrepare").ShouldBe("Succeeded");
            string[] compiled = [PrivateHost.Luminous, PrivateHost.Sample];
            foreach (var environment in compiled)
                CephFolder.SeedCache(ceph, environment);

            foreach (var build in AtOnce(Host.BuildLuminous, Build))
                build.ShouldSucceed().StatusOf("Build").ShouldBe("Succeeded");

            foreach (var environment in compiled)
                RunFile.Last(environment)["outcome"].ShouldBe("succeeded");
            foreach (var again in AtOnce(Host.BuildLuminous, Build))
                again.ShouldSucceed().CompiledFiles.ShouldBe(0);
            Remains.ShouldBeNone();
        }

        ShouldGoOn();
    }

    [Fact]
    public void Two_checkouts_of_this_project()
    {
        const string other = "/var/tmp/second-checkout";
        Host.FirstLuminousBuild.ShouldSucceed();
        Checkout.Read("bash", "-c", $"mkdir {other} && tar --exclude=./artifacts/[!p]* -c . | tar -x -C {other}");
        Outcome ours, theirs;
        using (SlowCompile())
        using (var running = Checkout.Start(Build))
        {
            Wait.Until(() => running.HasEnded || Docker.Containers().Contains(Container), Patience, "the first one compiles");
            using var second = new RunningCommand(["./build.sh", .. Host.BuildLuminous.Split(' ')], other);
            (theirs, ours) = (second.Wait(Patience), running.Wait(Patience));
        }

        ours.ShouldSucceed();
        theirs.ShouldSucceed().Errors.ShouldContain($"/ceph/bin points to another checkout ({Checkout.Folder}/bin): point it to {other}/bin");
        new FileInfo("/ceph/tools").LinkTarget.ShouldBe(other);

        ShouldGoOn().Errors.ShouldContain($"/ceph/tools points to another checkout ({other}): point it to {Checkout.Folder}");
        Checkout.Read("rm", "-rf", other);
    }

    private static IReadOnlyList<Outcome> AtOnce(params string[] commands)
    {
        var all = commands.Select(Checkout.Start).ToList();
        try
        {
            return [.. all.Select(command => command.Wait(Checkout.Patience))];
        }
        finally
        {
            all.ForEach(command => command.Dispose());
        }
    }
}
