using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests;

/// <summary>Where the build tool has found nothing to do, it is not asked again before something has changed.</summary>
[Collection(Order.Rebuild)]
public sealed class NothingToDoTests : EngineTest
{
    private const string Command = "Build --distro debian-12 --release quickstart";

    private static readonly string Tree = CephFolder.Tree(PrivateHost.Sample);

    private static readonly string Source = $"{Tree}/src/common/args.cc";

    public NothingToDoTests(PrivateHost host) : base(host)
    {
        // What has to be done, is; then that nothing has.
        Build();
        Build();
    }

    [Fact]
    public void No_container_is_started_and_the_reason_is_said()
    {
        var run = CephFolder.LastRun(PrivateHost.Sample);

        Checkout.Build($"{Command} --plan").ShouldSucceed().Output.ShouldContain($"when {Path.GetFileName(run)} found nothing to do");
        var build = Build();

        build.StatusOf("Build").ShouldBe("Skipped");
        build.ReasonToSkip("Build").ShouldContain($"tree, build folder, image and options are what they were when {Path.GetFileName(run)} found nothing to do");
        CephFolder.LastRun(PrivateHost.Sample).ShouldBe(run);
    }

    [Fact]
    public void What_is_missing_is_made_again()
    {
        var made = Checkout.ReadLines("find", $"{Tree}/build", "-name", "args.cc.o")[0];
        File.Delete(made);

        Build().CompiledFiles.ShouldBe(1);

        File.Exists(made).ShouldBeTrue();
    }

    // Whether that matters is for the build tool to find out.
    [Fact]
    public void Whatever_has_changed_the_build_tool_is_asked()
    {
        var text = File.ReadAllText(Source);
        ShouldAsk(Command, () => File.WriteAllText(Source, text));
        ShouldAsk(Command, () => Checkout.Read("bash", "-c", $"touch -r {Source} {Tree}/time; echo >>{Source}; touch -r {Tree}/time {Source}; rm {Tree}/time"));
        ShouldAsk(Command, () => File.WriteAllText(Source, text));
        ShouldAsk(Command, () => File.WriteAllText($"{Tree}/src/made-by-a-test.h", ""));
        ShouldAsk(Command, () => File.Delete($"{Tree}/src/made-by-a-test.h"));
        ShouldAsk(Command, () => Checkout.Read("git", "-C", Tree, "-c", "user.name=x", "-c", "user.email=x@x", "commit", "--quiet", "--allow-empty", "--message", "by a test"));
        ShouldAsk(Command, () => Checkout.Read("git", "-C", Tree, "reset", "--quiet", "--hard", "HEAD~1"));
        // Else the commit is work that Clean keeps.
        Checkout.Read("git", "-C", Tree, "reflog", "expire", "--expire=now", "--all");
        ShouldAsk($"{Command} --jobs 1", () => { });
        ShouldAsk($"{Command} --build-target crushtool", () => { });
        File.WriteAllText("/tmp/variables", "MADE_BY_A_TEST=yes\n");
        ShouldAsk($"{Command} --env-file /tmp/variables", () => { });
        ShouldAsk(Command, () => Checkout.Read("touch", $"{Checkout.Folder}/bin/compile.sh"));
    }

    [Fact]
    public void Another_image_is_asked_for()
    {
        const string image = "ceph-build-env/git:debian-12-quickstart";
        var id = Checkout.Read("docker", "inspect", "--format", "{{.Id}}", image);
        var container = Checkout.Read("docker", "create", image);
        // Its recipe is the same, so that it is taken as it is.
        Checkout.Read("docker", "commit", "--change", "ENV MADE_BY_A_TEST=yes", container, image);
        Checkout.Read("docker", "rm", container);
        try
        {
            var build = Build();

            build.StatusOf("BuildPrepare").ShouldBe("Skipped");
            build.StatusOf("Build").ShouldBe("Succeeded");
        }
        finally
        {
            Checkout.Read("docker", "tag", id, image);
        }
    }

    [Fact]
    public void A_tree_that_leads_elsewhere_is_always_asked_for()
    {
        var link = $"{Tree}/src/elsewhere";
        File.CreateSymbolicLink(link, "/ceph/logs");
        try
        {
            Build();
            Build().StatusOf("Build").ShouldBe("Succeeded");
        }
        finally
        {
            File.Delete(link);
        }
    }

    // The version in Ceph's binaries is one of such.
    [Fact]
    public void What_a_rule_names_in_git_and_among_the_downloads_counts()
    {
        var (head, download) = ($"{Tree}/.git/HEAD", $"{CephFolder.Root}/src/.downloads/made-by-a-test");
        File.WriteAllText(download, "1\n");
        try
        {
            using var _ = CephFolder.Change($"{Tree}/CMakeLists.txt", text => $"{text}\nadd_custom_target(copies ALL DEPENDS copies.txt)\n" +
                $"add_custom_command(OUTPUT copies.txt COMMAND cat {head} {download} >copies.txt DEPENDS {head} {download})\n");
            ShouldAsk(Command, () => { });

            ShouldAsk(Command, () => Checkout.Read("touch", head));
            ShouldAsk(Command, () => File.WriteAllText(download, "2\n"));

            File.ReadAllText($"{Tree}/build/copies.txt").ShouldEndWith("2\n");
        }
        finally
        {
            File.Delete(download);
        }
    }

    // The options that a shell was told, for one: no build has been made with them.
    [Fact]
    public void What_is_remembered_is_forgotten_when_asked_for()
    {
        File.WriteAllText($"{CephFolder.Root}/src/.options/{PrivateHost.Sample}.json", """{ "cxxFlags": ["-DTOLD_TO_A_SHELL"] }""");
        Checkout.Build("Status").Output.ShouldContain("debian-12-quickstart is built with");

        Checkout.Build($"{Command} --reset-options").ShouldSucceed();

        Checkout.Build("Status").Output.ShouldNotContain("debian-12-quickstart is built with");
        Build().ReasonToSkip("Build").ShouldNotBeEmpty();
    }

    private static void ShouldAsk(string command, Action change)
    {
        change();
        var build = Checkout.Build(command).ShouldSucceed();
        build.StatusOf("Build").ShouldBe("Succeeded", build.Errors);
        // Until that is known of the tree as it is then.
        Checkout.Build(command).ShouldSucceed();
        Checkout.Build(command).ShouldSucceed().StatusOf("Build").ShouldBe("Skipped");
    }

    private static Outcome Build() => Checkout.Build(Command).ShouldSucceed();
}
