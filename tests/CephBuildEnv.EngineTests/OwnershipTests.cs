using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>Whose the files are, and where they are.</summary>
[Collection(Order.Developer)]
public sealed class OwnershipTests : EngineTest
{
    private readonly DeveloperWorld _developer;

    public OwnershipTests(PrivateHost host, DeveloperWorld developer) : base(host)
    {
        developer.Ensure(host);
        _developer = developer;
    }

    [Fact]
    public void A_user_builds_with_an_engine_that_runs_as_root()
    {
        _developer.FirstBuild.ShouldSucceed().StatusOf("Build").ShouldBe("Succeeded");
        Docker.Containers().ShouldBeEmpty();
    }

    [Fact]
    public void Everything_belongs_to_the_user()
    {
        _developer.FirstBuild.ShouldSucceed();

        Checkout.ReadLines("find", $"{CephFolder.Root}/", "!", "-uid", $"{Developer.Id}", "-o", "!", "-gid", $"{Developer.Id}").ShouldBeEmpty();
        File.Exists($"{CephFolder.Tree(PrivateHost.Luminous)}/build/bin/ceph").ShouldBeTrue();
    }

    [Theory]
    [InlineData("true", "builder-12345")]
    [InlineData("useradd --create-home --uid 12345 ubuntu", "ubuntu")]
    [InlineData("groupadd --gid 12345 staff-of-old; useradd --no-create-home --uid 4711 somebody-else", "builder-12345")]
    public void A_user_that_an_image_does_not_know_or_has_for_something_else_owns_what_is_made(string image, string name)
    {
        const string tag = "ceph-build-env-tests:users", made = $"{CephFolder.Root}/src/made-by-a-test";
        try
        {
            Checkout.Read("docker", "run", "--name", "users", "--user", "0", "--entrypoint", "bash", "ceph-build-env/git:debian-12-luminous", "-c", image);
            Checkout.Read("docker", "commit", "users", tag);
        }
        finally
        {
            Checkout.Run("docker", "rm", "--force", "users");
        }

        var said = Checkout.Read(
            "docker", "run", "--rm", "--user", "0:0", "--volume", "/ceph:/ceph", "--volume", $"{Checkout.Folder}:{Checkout.Folder}:ro",
            "--env", $"CEPH_UID={Developer.Id}", "--env", $"CEPH_GID={Developer.Id}", "--env", "CEPH_RUN_DIR=/tmp", "--env", "CEPH_DISTRO=debian-12", "--env", "CEPH_RELEASE=luminous",
            "--env", $"CEPH_SRC={CephFolder.Tree(PrivateHost.Luminous)}", "--env", $"CEPH_BUILD_DIR={CephFolder.Tree(PrivateHost.Luminous)}/build", "--env", "CEPH_JOBS=1",
            "--entrypoint", $"{Checkout.Folder}/bin/interactive.sh", tag, "bash", "-c", $"id -un; touch ~/mine {made}; git -C $CEPH_SRC status >/dev/null && echo trusted");

        said.ShouldBe($"{name}\ntrusted");
        Checkout.Read("stat", "--format", "%u:%g", made).ShouldBe($"{Developer.Id}:{Developer.Id}");
        File.Delete(made);
        Checkout.Read("docker", "rmi", tag);
    }

    [Theory]
    [InlineData("000")]
    [InlineData("077")]
    public void Quickstart_works_for_a_user_whatever_the_umask(string umask)
    {
        using var others = CephFolder.PutAside();
        Checkout.Read("mkdir", CephFolder.Root);
        Checkout.Read("chown", $"{Developer.Id}:{Developer.Id}", CephFolder.Root);
        Checkout.Read("cp", "-a", $"{_developer.RootsCeph}/ccache", CephFolder.Root);
        Checkout.Read("chown", "-R", $"{Developer.Id}:{Developer.Id}", CephFolder.Root);

        using (var quickstart = new RunningCommand([.. Developer.Runs(withGroups: true), "bash", "-c", $"umask {umask}; exec ./build.sh Quickstart"], DeveloperWorld.Folder))
            quickstart.Wait(Checkout.Patience).ShouldSucceed();

        Checkout.ReadLines("find", $"{CephFolder.Root}/", "!", "-uid", $"{Developer.Id}").ShouldBeEmpty();
        Checkout.ReadLines("find", $"{CephFolder.Root}/", "!", "-type", "l", "-perm", "-o+w").ShouldBeEmpty();
        // What they own they can delete.
        Checkout.Read([.. Developer.Runs(withGroups: true), "bash", "-c", $"rm -rf {CephFolder.Root}/src {CephFolder.Root}/ccache {CephFolder.Root}/logs"]);
    }

    [Fact]
    public void Ceph_can_be_a_link_to_another_disk()
    {
        const string place = "/data/ceph";
        using var usersCeph = CephFolder.PutAside();
        Checkout.Build($"Prepare --ceph-dir {place}").ShouldSucceed();
        new DirectoryInfo(CephFolder.Root).LinkTarget.ShouldBe(place);
        CephFolder.SeedCache(usersCeph, PrivateHost.Luminous);
        Checkout.Read("chown", "-R", "0:0", $"{CephFolder.Root}/ccache");

        Checkout.Build(Host.BuildLuminous).ShouldSucceed();

        // In a container there is no /data: what the trees borrow has to be found below /ceph.
        Checkout.ReadLines("find", $"{place}/src", "-name", "alternates", "-exec", "grep", "-L", "^/ceph/", "{}", "+").ShouldBeEmpty();
        var tree = CephFolder.Tree(PrivateHost.Luminous);
        foreach (var repository in new[] { tree, $"{tree}/src/sample-hash", $"{tree}/src/sample-hash/bits" })
            Docker.RunIn("git:debian-12-luminous", "git", "-C", repository, "fsck", "--connectivity-only").ShouldSucceed();
        Checkout.Build(Host.BuildLuminous).ShouldSucceed().CompiledFiles.ShouldBe(0);
        Checkout.Read("rm", "-rf", "/data");
    }
}
