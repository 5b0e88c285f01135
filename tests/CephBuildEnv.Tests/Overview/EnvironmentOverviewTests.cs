using CephBuildEnv.Engines;
using CephBuildEnv.Environments;
using CephBuildEnv.Overview;
using CephBuildEnv.Runs;
using CephBuildEnv.Tests.Runs;

namespace CephBuildEnv.Tests.Overview;

public sealed class EnvironmentOverviewTests : IDisposable
{
    private static readonly Distro[] Distros = [TestHost.Debian, TestHost.Debian with { Name = "debian-13" }];

    private readonly TestHost _host = new TestHost().Prepared();

    public void Dispose() => _host.Dispose();

    [Fact]
    public void On_a_new_host_there_is_no_environment() => Overview([]).Environments().ShouldBeEmpty();

    [Fact]
    public void A_source_tree_a_cache_or_an_image_makes_an_environment()
    {
        Directory.CreateDirectory($"{_host.Root}/src/debian-12-reef");
        Directory.CreateDirectory($"{_host.Root}/ccache/debian-12-quincy");
        Directory.CreateDirectory($"{_host.Root}/src/.debian-12-half.unfinished");

        Overview([Image("ceph-build-env/git:debian-13-main", "debian-13", "main")]).Environments().Select(state => state.Environment.Key)
            .ShouldBe(["debian-12-quincy", "debian-12-reef", "debian-13-main"]);
    }

    [Theory]
    [InlineData("debian-12-re ef")]
    [InlineData("debian-12-")]
    [InlineData("photos")]
    public void A_folder_of_somebody_else_is_none(string name)
    {
        Directory.CreateDirectory($"{_host.Root}/src/{name}");

        Overview([]).Environments().ShouldBeEmpty();
    }

    [Fact]
    public void Without_an_engine_images_are_unknown_and_not_missing()
    {
        Directory.CreateDirectory($"{_host.Root}/src/debian-12-reef");

        var state = new EnvironmentOverview(_host.Layout, Distros, CheckedOut, images: null).Environments().Single();

        state.Source.ShouldBe("reef");
        state.HasGitImage.ShouldBeNull();
    }

    [Theory]
    [InlineData(RunOutcome.Succeeded, "Interactive")]
    [InlineData(RunOutcome.Failed, "Shell")]
    [InlineData(RunOutcome.OutOfMemory, "Shell")]
    [InlineData(RunOutcome.Interrupted, "Build")]
    [InlineData(RunOutcome.TimedOut, "Build")]
    [InlineData(RunOutcome.Lost, "Build")]
    [InlineData(RunOutcome.Running, "Logs --follow")]
    public void The_last_run_says_what_to_do_next(RunOutcome outcome, string next)
    {
        Directory.CreateDirectory($"{_host.Root}/src/debian-12-reef");
        using var run = new RunHistory(_host.Layout, TestHost.Environment()).Begin("build", DateTimeOffset.UnixEpoch);
        run.Write(RunRecordTests.Ended with { Outcome = outcome });

        Overview([]).Environments().Single().Next.ShouldBe(next);
    }

    [Fact]
    public void After_tests_that_failed_those_are_next()
    {
        Directory.CreateDirectory($"{_host.Root}/src/debian-12-reef");
        using var run = new RunHistory(_host.Layout, TestHost.Environment()).Begin("check", DateTimeOffset.UnixEpoch);
        run.Write(RunRecordTests.Ended with { Outcome = RunOutcome.Failed, Tests = new(Passed: 2, Failed: 1, Skipped: 0) });

        Overview([]).Environments().Single().Next.ShouldBe("Check --rerun-failed");
    }

    [Fact]
    public void A_distro_has_its_base_image_and_its_releases()
    {
        var overview = Overview([Image("ceph-build-env/base:debian-12", "debian-12", release: null), Image("ceph-build-env/base:debian-12-reef", "debian-12", "reef")]);

        var (distro, image, releases) = overview.Distros().First();

        distro.Name.ShouldBe("debian-12");
        image.ShouldNotBeNull();
        releases.ShouldBe(["reef"]);
    }

    private EnvironmentOverview Overview(ImageState[] images) => new(_host.Layout, Distros, CheckedOut, images.ToDictionary(image => image.Tags[0]));

    private string? CheckedOut(BuildEnvironment environment) => Directory.Exists(_host.Layout.Source(environment)) ? environment.Release.Value : null;

    private static ImageState Image(string tag, string distro, string? release)
    {
        var labels = new Dictionary<string, string> { [Labels.Distro] = distro };
        if (release is not null)
            labels[Labels.Release] = release;
        return new("sha256:1", [tag], labels, 1);
    }
}
