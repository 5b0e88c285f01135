using CephBuildEnv.Compilation;
using CephBuildEnv.Engines;
using CephBuildEnv.Hosting;
using CephBuildEnv.Runs;

namespace CephBuildEnv.Tests.Runs;

/// <summary>What the scripts in bin/ may count on.</summary>
public sealed class ContainerSpecsTests : IDisposable
{
    // The variables that bin/README.md promises, and those that nobody has to set.
    private static readonly string[] Optional = ["CEPH_CMAKE_OPTIONS", "CEPH_GENERATOR", "CEPH_CXX_FLAGS", "CEPH_ALLOW_MISSING", "CEPH_LINKER", "CEPH_TEST_JOBS", "CEPH_TEST_ATTEMPTS", "CEPH_EXEC", "CEPH_PACKAGE_FORMAT", "CEPH_PACKAGE_SOURCE", "CEPH_PACKAGE_SOURCE_ONLY", "CEPH_TEST_TARGETS", "CEPH_HEADERS"];

    private readonly TestHost _host = new TestHost().Prepared();

    public void Dispose() => _host.Dispose();

    [Fact]
    public void Its_name_is_chosen_before_it_starts() =>
        Create().Name.ShouldBe("ceph-build-env.debian-12-reef.build");

    [Fact]
    public void It_sees_the_hosts_tree_and_the_checkout_which_it_cannot_change_nor_what_is_kept_about_builds()
    {
        foreach (var folder in new[] { "src/.objects", "src/debian-12-reef", "ccache/debian-12-reef", "locks" })
            Directory.CreateDirectory(Path.Combine(_host.Root, folder));

        Create().Mounts.Select(mount => mount.ToString().Replace(_host.Root, "ROOT").Replace(Checkout.Root, "CHECKOUT")).ShouldBe(
        [
            "ROOT:/ceph",
            "ROOT/logs:/ceph/logs:ro",
            "ROOT/locks:/ceph/locks:ro",
            "ROOT/ccache:/ceph/ccache:ro",
            "ROOT/clusters:/ceph/clusters:ro",
            "ROOT/headers:/ceph/headers:ro",
            "ROOT/src/.objects:/ceph/src/.objects:ro",
            "ROOT/src/.options:/ceph/src/.options:ro",
            "ROOT/src/.downloads:/ceph/src/.downloads:ro",
            "ROOT/src/debian-12-reef:/ceph/src/debian-12-reef",
            "ROOT/ccache/debian-12-reef:/ceph/ccache/debian-12-reef",
            "CHECKOUT:CHECKOUT:ro",
            "ROOT/logs/debian-12-reef/0001-build/reports:/ceph/logs/debian-12-reef/0001-build/reports",
        ]);
    }

    [Fact]
    public void The_engine_is_not_told_to_make_folders_that_are_missing() =>
        Create().Mounts.ShouldAllBe(mount => Directory.Exists(mount.Source));

    [Fact]
    public void It_is_told_how_many_may_compile_and_how_many_of_them_may_link()
    {
        Create().Environment["CEPH_JOBS"].ShouldBe("4");
        Create().Environment["CEPH_LINK_JOBS"].ShouldBe("3");
    }

    [Fact]
    public void It_runs_the_script_of_this_checkout() => Create().Entrypoint.ShouldBe([Checkout.At("bin", "build-git.sh")]);

    [Fact]
    public void It_cannot_gain_rights() => Create().NoNewPrivileges.ShouldBeTrue();

    [Fact]
    public void It_works_as_the_owner_of_the_tree()
    {
        var owner = HostUser.OwnerOf(_host.Root)!.Value;

        Create().Environment.ShouldSatisfyAllConditions(
            variables => variables["CEPH_UID"].ShouldBe($"{owner.User}"),
            variables => variables["CEPH_GID"].ShouldBe($"{owner.Group}"));
    }

    [Fact]
    public void It_gets_every_variable_that_the_documentation_of_the_scripts_names()
    {
        var documented = Checkout.Read("bin/README.md").Split('\n')
            .Where(line => line.StartsWith("| `C"))
            .SelectMany(line => line.Split('|')[1].Split(','))
            .Select(cell => cell.Trim().Trim('`'))
            .ToList();
        documented.ShouldContain("CEPH_SRC");

        documented.Except(Optional).Where(name => !name.Contains('*')).Except(Create().Environment.Keys).ShouldBeEmpty();
    }

    [Fact]
    public void It_can_be_found_by_its_labels() => Create().Labels.ShouldSatisfyAllConditions(
        labels => labels["io.ceph.build-env.distro"].ShouldBe("debian-12"),
        labels => labels["io.ceph.build-env.release"].ShouldBe("reef"),
        labels => labels["io.ceph.build-env.verb"].ShouldBe("build"),
        labels => labels["io.ceph.build-env.checkout"].ShouldBe(Checkout.Root));

    private ContainerSpec Create()
    {
        using var run = new RunHistory(_host.Layout, TestHost.Environment()).Begin("build", DateTimeOffset.UnixEpoch);
        var specs = new ContainerSpecs(_host.Layout);
        return specs.Of(run, specs.Create(
            TestHost.Environment(), "build", "ceph-build-env/git:debian-12-reef", "build-git.sh", ["vstart"], new JobCount(4, "") { Links = 3 }, "cafe"));
    }
}
