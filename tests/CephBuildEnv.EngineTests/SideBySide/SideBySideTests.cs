using System.Text.RegularExpressions;
using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests.SideBySide;

/// <summary>Several distros, the same release, on one host.</summary>
[Collection(Order.SideBySide)]
public sealed class SideBySideTests : EngineTest
{
    private const string Older = "debian-11-luminous";
    private const string Newer = "debian-13-luminous";

    // Debian's old versions of ccache, cmake and ctest know less.
    private static readonly string[] Both = [Older, PrivateHost.Luminous];

    private readonly string _options;
    private readonly string _command;

    public SideBySideTests(PrivateHost host) : base(host)
    {
        host.FirstLuminousBuild.ShouldSucceed();
        _options = $"--distro debian-11 debian-12 --release luminous --repository {host.Server.Url}";
        _command = $"Build {_options.Replace("debian-12", "debian-12 debian-13")}";
    }

    [Fact]
    public void All_are_built_by_one_command_and_share_only_objects()
    {
        var before = Docker.Images();

        var build = Checkout.Build(_command).ShouldSucceed();

        build.Errors.ShouldMatch($"{PrivateHost.Luminous}: built in .*nothing was compiled");
        foreach (var other in new[] { Older, Newer })
            build.Errors.ShouldMatch($"{other}: built in ");
        var images = Docker.Images();
        foreach (var (tag, id) in before)
            images[tag].ShouldBe(id, tag);
        foreach (var distro in new[] { "debian-11", "debian-13" })
        {
            var other = $"{distro}-luminous";
            foreach (var tag in new[] { $"upstream:{distro}", $"base:{distro}", $"base:{other}", $"git:{other}" })
                images[tag].ShouldNotBe(images[tag.Replace(distro, "debian-12")], tag);
            foreach (var folder in new[] { "src", "ccache", "logs" })
                Directory.EnumerateFileSystemEntries($"{CephFolder.Root}/{folder}/{other}").ShouldNotBeEmpty(folder);
            Docker.RunIn($"git:{other}", $"{CephFolder.Tree(other)}/build/bin/ceph", "--version").ShouldSucceed().Output.ShouldContain("luminous (stable)");
        }
    }

    [Fact]
    public void One_that_fails_does_not_stop_the_other()
    {
        Outcome build;
        using (CephFolder.Change($"{CephFolder.Tree(PrivateHost.Luminous)}/src/common/args.cc", text => text + "\nint broken() { return undeclared_by_a_test; }\n"))
        using (CephFolder.Change($"{CephFolder.Tree(Newer)}/src/common/args.cc", text => text + "\n// changed by a test\n"))
            build = Checkout.Build(_command);

        build.ExitCode.ShouldBe(1);
        build.StatusOf("Build").ShouldBe("Failed");
        build.Errors.ShouldMatch($"{PrivateHost.Luminous}: compile failed with exit code");
        build.Errors.ShouldMatch($"{Newer}: built in .*; 1 compilation,");
        build.Errors.ShouldNotContain($"{Newer}: compile failed");
        Checkout.Build(_command).ShouldSucceed();
    }

    [Fact]
    public void A_test_that_fails_in_both_is_told_of_both()
    {
        using var asked = new SampleTrouble("fail", "", Both);

        var check = Checkout.Build($"Check {_options}");

        check.ExitCode.ShouldBe(8);
        foreach (var environment in Both)
            check.Errors.ShouldMatch($"{environment}: 1 of 1[0-9] tests failed after 0:0");
        var files = JUnitSchema.FilesOf(check);
        files.Count.ShouldBe(2);
        files.ShouldAllBe(file => file.SelectSingleNode("//testcase[@name='moody-fail']/failure") != null);
    }

    [Fact]
    public void Each_has_a_cluster_that_is_up_beside_the_other()
    {
        try
        {
            Checkout.Build($"VStart {_options} --mon 1 --osd 1 --mds 0").ShouldSucceed();

            var clusters = Checkout.Build("Clusters").Output;
            foreach (var environment in Both)
                clusters.ShouldMatch($@"\n{environment} +{environment} +up ");
            Checkout.Build(["Exec", "--distro", "debian-11", "--command", "grep -o bullseye /etc/os-release | head -1; ceph health"]).ShouldSucceed().Output.ShouldBe("bullseye\nHEALTH_OK\n");
            using (var shell = new Terminal([], Checkout.Folder, "./build.sh Attach --distro debian-12"))
            {
                shell.WaitFor(@"\[debian-12-luminous\] \S+# ");
                shell.Enter("ceph health; exit 5");
                shell.WaitFor("HEALTH_OK");
                shell.WaitFor($"{Terminal.EndMark} 5");
            }
        }
        finally
        {
            foreach (var environment in Both)
                Checkout.Build($"VStop --cluster {environment}").ShouldSucceed();
        }

        Docker.Containers().ShouldBeEmpty();
    }

    [Fact]
    public void Packages_of_each_install_where_nothing_else_is()
    {
        Checkout.Build($"Package {_options}").ShouldSucceed();

        foreach (var (environment, codename) in Both.Zip(["bullseye", "bookworm"]))
        {
            Regex.Matches(CephFolder.RunRecords(environment)[^1], "\"cache(Hits|Misses)\": ([0-9]+)").Sum(match => int.Parse(match.Groups[2].Value)).ShouldBeGreaterThan(40, "compilations that went through ccache");
            Docker.Read(
                "run", "--rm", "--volume", $"{CephFolder.LastRun(environment)}/reports/repository:/repository:ro", $"ceph-build-env/upstream:{environment.Replace("-luminous", "")}", "bash", "-c",
                $"""
                echo 'deb [trusted=yes] file:/repository {codename} main' >/etc/apt/sources.list.d/ceph.list
                printf 'Package: *\nPin: origin ""\nPin-Priority: 1001\n' >/etc/apt/preferences.d/ceph
                (apt-get -qq update && apt-get -qq -y install ceph-mon) >/dev/null 2>&1 && ceph-mon --version
                """).ShouldStartWith("ceph version 12.2.10-");
        }
    }

    [Fact]
    public void A_daemon_of_each_runs_from_an_image_without_compiler_or_source()
    {
        var made = Checkout.Build($"RuntimeImage {_options}").ShouldSucceed();

        foreach (var environment in Both)
        {
            var tag = $"ceph-build-env/ceph:{environment}-{Checkout.Read("git", "-C", CephFolder.Tree(environment), "rev-parse", "--short=12", "HEAD")}";
            made.Errors.ShouldContain($"docker run --rm -it {tag}");
            Docker.Read(
                "run", "--rm", tag, "bash", "-c",
                """
                id -u ceph; command -v g++ cc ninja || echo nothing; stat -c '%a %Y' /usr | grep -v ' 0$' | cut -d' ' -f1; stat -c %a /lib/.
                printf '[global]\nfsid = 5f0c1d3a-3c9e-4b1a-9a55-0a4f3f0f3a11\nmon host = 127.0.0.1:6789\n[mon.a]\nmon data = /var/lib/ceph\n' >/etc/ceph/ceph.conf
                ceph-mon -f -i a -c /etc/ceph/ceph.conf 2>/dev/null &
                for i in $(seq 50); do ceph -c /etc/ceph/ceph.conf health 2>/dev/null && break; sleep 0.2; done
                """).ShouldMatch("^167\nnothing\n755\n755\nHEALTH_");
        }

        var again = Checkout.Build($"RuntimeImage {_options}").ShouldSucceed();
        again.Errors.ShouldNotContain("building ceph-build-env/ceph:");
        Directory.Exists($"{CephFolder.LastRun(Older)}/reports/runtime").ShouldBeFalse();
    }
}
