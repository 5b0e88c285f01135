using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>What is unusual about a tree, and nothing to Ceph's developers.</summary>
[Collection(Order.SideBySide)]
public sealed class TrapTests : EngineTest
{
    public TrapTests(PrivateHost host) : base(host) => host.FirstLuminousBuild.ShouldSucceed();

    // do_cmake.sh of newer releases leaves submodules out there, since .git is no folder, and make-dist refuses.
    [Theory]
    [InlineData("luminous", "of-a-worktree-12")]
    [InlineData("reef", "of-a-worktree-18")]
    public void A_tree_may_be_a_worktree_of_another_one(string release, string name)
    {
        var tree = CephFolder.Tree($"debian-12-{name}");
        Host.Server.Branch(name, at: release);
        var options = $"--distro debian-12 --release {name} --repository {Host.Server.Url}";
        Checkout.Read("git", "-C", CephFolder.Tree(PrivateHost.Luminous), "fetch", "--quiet", "origin");
        Checkout.Read("git", "-C", CephFolder.Tree(PrivateHost.Luminous), "worktree", "add", "--quiet", "-b", name, tree, $"origin/{name}");
        try
        {
            Checkout.Build($"Build {options} --build-target ceph").ShouldSucceed();
            Docker.RunIn($"git:debian-12-{name}", $"{tree}/build/bin/ceph", "--version").ShouldSucceed().Output.ShouldContain($"{release} (");
            Checkout.Build($"Package {options} --source-only").ShouldSucceed();
            Checkout.Read("git", "-C", tree, "status", "--porcelain").ShouldBeEmpty();
        }
        finally
        {
            Checkout.Read("git", "-C", CephFolder.Tree(PrivateHost.Luminous), "worktree", "remove", "--force", tree);
        }
    }

    [Fact]
    public void A_repository_without_tags_is_built_and_its_packages_want_a_version()
    {
        const string name = "without-tags";
        var url = Host.Server.Fork(name);
        Host.Server.Git(name, "branch", name, "luminous");
        Host.Server.Git(name, ["tag", "--delete", .. Host.Server.Git(name, "tag").Split('\n')]);
        var options = $"--distro debian-12 --release {name} --repository {url}";

        Checkout.Build($"Build {options} --build-target ceph").ShouldSucceed();
        var refused = Checkout.Build($"Package {options} --source-only");

        refused.ExitCode.ShouldBe(1);
        refused.Errors.ShouldContain("--package-version");
        Checkout.Build($"Package {options} --source-only --package-version 12.2.77").ShouldSucceed();
        Directory.EnumerateFiles($"{CephFolder.LastRun($"debian-12-{name}")}/reports/packages").Select(Path.GetFileName).ShouldContain("ceph_12.2.77-1.dsc");
    }

    // install-deps.sh of older releases takes a terminal for somebody who will run the tests.
    [Fact]
    public void A_terminal_decides_nothing_about_dependencies()
    {
        var folder = Directory.CreateTempSubdirectory("dependencies-").FullName;
        Checkout.Read("cp", "-R", $"{CephFolder.Tree(PrivateHost.Luminous)}/debian", folder);
        File.WriteAllText($"{folder}/install-deps.sh", "tty -s && echo sits at a terminal\necho for make check: $FOR_MAKE_CHECK\n");

        var installation = Checkout.Run(
            Docker.Client, "run", "--rm", "--tty", "--volume", $"{folder}:/usr/local/src/ceph:ro", "--env", "DEPENDENCIES=of-a-test", "--env", "DISTRO=debian-12",
            "--entrypoint", "/usr/local/lib/ceph-build-env/install-dependencies", $"ceph-build-env/base:{PrivateHost.Luminous}").ShouldSucceed();

        installation.Output.ShouldContain("for make check: 1");
        installation.Output.ShouldNotContain("sits at a terminal");
        Directory.Delete(folder, recursive: true);
    }

    // The dashboard's frontend asks the network for Node.js and its packages, an hour after the build has begun.
    [Fact]
    public void What_needs_the_network_while_it_is_compiled_can_be_left_out()
    {
        const string name = "with-a-frontend";
        Host.Server.Commit("luminous", "CMakeLists.txt", text => text + """

            option(WITH_MGR_DASHBOARD_FRONTEND "Build the mgr/dashboard frontend using npm" ON)
            if(WITH_MGR_DASHBOARD_FRONTEND)
              add_custom_target(frontend COMMAND git clone https://registry.invalid/npm.git frontend)
              add_dependencies(ceph frontend)
            endif()
            """, newBranch: name);
        var command = $"Build --distro debian-12 --release {name} --repository {Host.Server.Url} --build-target ceph";

        var alone = Checkout.Build(command);

        alone.ExitCode.ShouldBe(1);
        alone.Errors.ShouldContain("registry.invalid");
        var plan = Checkout.Build($"{command} --plan --minimal").Output;
        plan.ShouldContain("--minimal leaves out MGR_DASHBOARD_FRONTEND");
        plan.ShouldContain("configured with cmake options '', now '-DWITH_MGR_DASHBOARD_FRONTEND=OFF': the build folder is put aside");
        Checkout.Build($"{command} --minimal").ShouldSucceed();
    }
}
