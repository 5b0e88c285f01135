using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests.Products;

/// <summary>Packages, as the sample's scripts make them.</summary>
[Collection(Order.SideBySide)]
public sealed class PackageTests : EngineTest
{
    private const string Tree = $"/ceph/src/{PrivateHost.Luminous}";

    private const string Particular = "particular", ParticularOption = "-DOF_A_TEST=a b", ParticularFlag = "-DFLAG_OF_A_TEST -g1";

    private static bool _particularIsMade;

    public PackageTests(PrivateHost host) : base(host) => host.FirstLuminousBuild.ShouldSucceed();

    [Fact]
    public void What_is_not_committed_is_neither_packed_nor_touched()
    {
        File.WriteAllText($"{Tree}/untracked-by-a-test", "");
        using var change = CephFolder.Change($"{Tree}/README.md", text => text + "\nnot committed\n");

        var package = Checkout.Build($"Package {Host.LuminousOptions} --source-only --package-version 12.2.99").ShouldSucceed();

        package.Errors.ShouldContain("has changes that are not committed: they are not in the packages");
        File.Exists($"{Tree}/untracked-by-a-test").ShouldBeTrue();
        File.Delete($"{Tree}/untracked-by-a-test");
        Directory.Exists($"{Tree}/build").ShouldBeTrue();
        Directory.EnumerateFileSystemEntries("/ceph/src", ".package-*").ShouldBeEmpty();
        Checkout.Read("git", "-C", Tree, "tag", "--list", "v12.2.99").ShouldBeEmpty();
        var packages = Directory.EnumerateFiles($"{CephFolder.LastRun(PrivateHost.Luminous)}/reports/packages").Select(Path.GetFileName).ToList();
        packages.ShouldContain("ceph_12.2.99-1.dsc");
        packages.ShouldContain("ceph_12.2.99.orig.tar.bz2");
        packages.ShouldNotContain(name => name!.EndsWith(".deb"));
        Docker.Read(
            "run", "--rm", "--volume", $"{CephFolder.LastRun(PrivateHost.Luminous)}/reports/repository:/repository:ro", "ceph-build-env/upstream:debian-12", "bash", "-c",
            """
            echo 'deb-src [trusted=yes] file:/repository bookworm main' >/etc/apt/sources.list.d/ceph.list
            (apt-get -qq update && apt-get -qq -y --no-install-recommends install dpkg-dev) >/dev/null 2>&1
            cd /tmp && apt-get -qq source ceph=12.2.99-1 >/dev/null 2>&1 && ls ceph-12.2.99/debian/control
            """).ShouldBe("ceph-12.2.99/debian/control");
    }

    // make-debs.sh of pacific to reef has the distro's name in a path, without quotes: "Debian GNU/Linux".
    [Fact]
    public void A_script_that_does_not_take_the_distros_name_is_mended_where_it_is_nobodys()
    {
        var package = Checkout.Build("Package --distro debian-12 --release quickstart").ShouldSucceed();

        package.Errors.ShouldContain("'releasedir=$base/$NAME/WORKDIR' is now 'releasedir=$base/$ID/WORKDIR'");
        Directory.EnumerateFiles($"{CephFolder.LastRun(PrivateHost.Sample)}/reports/repository/pool", "ceph-mon_18.2.7-*.deb", SearchOption.AllDirectories).ShouldNotBeEmpty();
        Checkout.Read("git", "-C", CephFolder.Tree(PrivateHost.Sample), "status", "--porcelain").ShouldBeEmpty();
    }

    // make-dist asks for its archive itself, and has done with success when nobody has it.
    [Fact]
    public void An_archive_that_make_dist_would_fetch_from_nowhere_is_there_before_and_without_it_it_is_named()
    {
        const string branch = "packs-boost";
        var boost = BoostArchive.Make("0.3.4");
        Host.Server.Commit("luminous", "make-dist", text => text.Replace("src/.git_version ceph.spec\n", "src/.git_version ceph.spec src/boost/bootstrap.sh\n").Replace(
            "\nversion=", $$"""

            download_boost() {
                archive=boost_$(echo "$1" | tr . _).tar.bz2
                sum=$2
                shift 2
                set +e
                while true; do
                    if [ -z "$1" ]; then
                        echo "Error: failed to download boost."
                        exit
                    fi
                    wget -c --no-verbose -O $archive $1/$archive
                    if [ $? = 0 ] && [ "$(sha256sum $archive | cut -d ' ' -f 1)" = $sum ]; then break; fi
                    shift
                done
                set -e
                mkdir src/boost && tar -xjf $archive -C src/boost --strip-components 1
            }
            boost_version=0.3.4
            download_boost $boost_version {{boost.Checksum}} \
                           https://gone.invalid/release/$boost_version/source \
                           https://gone.invalid/qa

            version=
            """), newBranch: branch);
        var command = $"Package --distro debian-12 --release {branch} --repository {Host.Server.Url} --source-only";

        var refused = Checkout.Build(command);
        refused.ExitCode.ShouldBe(1);
        refused.Errors.ShouldContain($"put it at /ceph/src/.downloads/{boost.Name} (sha256 {boost.Checksum})");

        using (var server = new WebServer(boost.Content))
        {
            Checkout.Build($"{command} --download-mirror {server.Address}").ShouldSucceed().Errors
                .ShouldContain($"taking /ceph/src/.downloads/{boost.Name} in place of https://gone.invalid/release/0.3.4/source/{boost.Name}");
        }

        Checkout.Read("bash", "-c", $"tar -tjf {CephFolder.LastRun($"debian-12-{branch}")}/reports/packages/*.orig.tar.bz2").ShouldContain("/src/boost/bootstrap.sh");

        File.Delete($"/ceph/src/.downloads/{boost.Name}");
        var without = Checkout.Build($"{command} --skip Downloads");
        without.ExitCode.ShouldBe(1);
        without.Errors.ShouldMatch(
            $@"make-dist has made no ceph-12\.2\.10-\S+\.tar\.bz2, because these cannot be fetched: https://gone.invalid/qa/{boost.Name} https://gone.invalid/release/0.3.4/source/{boost.Name}; put the file");
    }

    [Fact]
    public void Packages_are_built_with_the_options_of_the_environment()
    {
        MakeParticularBranch();
        var (archive, flags) = ($"--cmake-arg={ParticularOption}", $"--cxx-flag={ParticularFlag}");

        Checkout.Build(["Package", "--distro", "debian-12", "--release", Particular, "--repository", Host.Server.Url, "--allow-missing-deps", archive, flags]).ShouldSucceed()
            .Errors.ShouldContain("going on without them: --allow-missing-deps");

        Directory.EnumerateFiles($"{CephFolder.LastRun($"debian-12-{Particular}")}/reports/packages", "ceph-mon_12.2.10-*.deb").ShouldNotBeEmpty();
    }

    // No image of the RPM family can be had without a registry: Debian has rpmbuild too. It knows none of the names that the
    // spec file asks for. That Leap 42.3 has no createrepo_c is made so.
    [Fact]
    public void Of_a_spec_file_RPMs_are_made()
    {
        const string image = "packages-test:rpm", clone = "/ceph/src/.packages-test", reports = "/ceph/logs/.packages-test";
        MakeParticularBranch();
        Checkout.Read("bash", "-c", $"git clone --quiet --branch {Particular} --recurse-submodules {Host.Server.Url} {clone} && mkdir -p {reports}");
        try
        {
            Checkout.Read(
                "bash", "-c",
                $"""
                printf '%s\n' 'FROM ceph-build-env/git:{PrivateHost.Luminous}' \
                    'RUN apt-get -qq update && apt-get -qq -y install --no-install-recommends rpm rpm2cpio cpio createrepo-c dnf >/dev/null' \
                    'RUN mv /usr/bin/createrepo_c /usr/bin/createrepo' |
                    DOCKER_BUILDKIT=1 {Docker.Client} build --quiet --tag {image} -
                """);

            Docker.RunScript(
                "package.sh", image, reports, "CEPH_PACKAGE_FORMAT=rpm", $"CEPH_PACKAGE_SOURCE={clone}",
                "CEPH_ALLOW_MISSING=yes", $"CEPH_CMAKE_OPTIONS={ParticularOption}", $"CEPH_CXX_FLAGS={ParticularFlag}").ShouldSucceed();
            // Of every version of ccache the counters are other ones, of which some must have moved.
            File.ReadAllText($"{reports}/ccache-after.txt").ShouldNotBe(File.ReadAllText($"{reports}/ccache-before.txt"));

            Checkout.Read(
                Docker.Client, "run", "--rm", "--volume", "/ceph:/ceph:ro", "--entrypoint", "bash", image, "-c",
                $$"""
                dnf -q --repofrompath=ceph,{{reports}}/repository --repo=ceph --nogpgcheck repoquery --queryformat '%{name} %{arch}' | sort
                cd /tmp && rpm2cpio {{reports}}/packages/ceph-mon-12.2.10-*.x86_64.rpm | cpio --quiet -id && usr/bin/ceph-mon --version
                """).ShouldMatch("^ceph src\nceph-common x86_64\nceph-mon x86_64\nceph-osd x86_64\nceph version 12.2.10-");
        }
        finally
        {
            Checkout.Run("rm", "-rf", clone, reports);
            Checkout.Run(Docker.Client, "rmi", image);
        }
    }

    // It can be built with one option, one flag, and without one of its dependencies alone.
    private void MakeParticularBranch()
    {
        if (_particularIsMade)
            return;
        Host.Server.Commit("luminous", "debian/control", text => text.Replace("Build-Depends:", "Build-Depends: no-such-package-anywhere,"), newBranch: Particular);
        Host.Server.Commit(Particular, "CMakeLists.txt", text => $"{text}\nif(NOT OF_A_TEST STREQUAL \"a b\")\n  message(FATAL_ERROR \"OF_A_TEST: ${{OF_A_TEST}}\")\nendif()\n");
        Host.Server.Commit(Particular, "src/common/args.cc", text => $"#ifndef FLAG_OF_A_TEST\n#error no flag\n#endif\n{text}");
        _particularIsMade = true;
    }
}
