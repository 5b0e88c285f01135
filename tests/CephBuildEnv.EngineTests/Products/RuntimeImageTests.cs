using CephBuildEnv.EngineTests.Host;
using Shouldly;
using Xunit;

namespace CephBuildEnv.EngineTests.Products;

/// <summary>Images that run what was built.</summary>
[Collection(Order.SideBySide)]
public sealed class RuntimeImageTests : EngineTest
{
    private const string Tree = $"/ceph/src/{PrivateHost.Luminous}";

    public RuntimeImageTests(PrivateHost host) : base(host) => host.FirstLuminousBuild.ShouldSucceed();

    [Fact]
    public void What_the_trees_own_packages_depend_on_is_found_in_their_control_file()
    {
        const string control = """
            Source: ceph

            Package: ceph-base
            Architecture: linux-any
            Depends: binutils, ceph-common (= ${binary:Version}), logrotate, python3 (>= 3.6) | python, ${shlibs:Depends},

            Package: ceph-common
            Architecture: linux-any
            Depends: ceph-base, librbd1 (= ${binary:Version}), python3-yaml, ${misc:Depends}
            """;
        var file = $"{CephFolder.Root}/src/.control";
        File.WriteAllText(file, $"{control}\n");
        try
        {
            Docker.Read(
                "run", "--rm", "--volume", "/ceph:/ceph:ro", "--volume", $"{Checkout.Folder}:{Checkout.Folder}:ro", "--entrypoint", "bash", $"ceph-build-env/git:{PrivateHost.Luminous}",
                "-euo", "pipefail", "-c", $". {Checkout.Folder}/bin/lib.sh; . {Checkout.Folder}/bin/needed-packages.sh; declared_by_control {file} | sort | paste -sd' '")
                .ShouldBe("binutils librbd1 logrotate python3 python3-yaml");
        }
        finally
        {
            File.Delete(file);
        }
    }

    // A list that apt cannot read stands for a repository that is gone, for which zypper fails.
    [Fact]
    public void Packages_come_from_where_the_build_had_them_and_from_nowhere_else() =>
        Run($"ceph-build-env/upstream:debian-12", """
            mkdir -p /scripts /packages/repositories/etc/apt /etc/zypp/repos.d
            cp "$IMAGES/runtime/install-packages.sh" "$IMAGES/base/packages.sh" /scripts && cp "$IMAGES/base/families/apt.sh" /scripts/family.sh
            cp -R --parents /etc/apt/sources.list* /packages/repositories
            echo less >/packages/needed && : >/packages/declared
            echo gone >/etc/apt/sources.list.d/upstream.list && touch /etc/zypp/repos.d/upstream.repo
            bash /scripts/install-packages.sh /packages >/dev/null
            command -v less; ls /etc/apt/sources.list.d/upstream.list /etc/zypp/repos.d/upstream.repo 2>/dev/null || echo neither
            """).ShouldBe("/usr/bin/less\nneither");

    [Fact]
    public void What_an_archive_of_packages_needs_goes_with_them_and_no_other_setting() =>
        Run($"ceph-build-env/base:debian-12", """
            . "$BIN/lib.sh"; . "$BIN/needed-packages.sh"
            copy_repositories /none && ! grep -rq Check-Valid /none
            printf 'Acquire::Check-Valid-Until "false";\nAcquire::http::Proxy "http://user:secret@proxy";\n' >/etc/apt/apt.conf.d/90archive
            touch /etc/apt/trusted.gpg
            copy_repositories /some
            ls /some/etc/apt/trusted.gpg && cat /some/etc/apt/apt.conf.d/*
            """).ShouldBe("/some/etc/apt/trusted.gpg\nAcquire::Check-Valid-Until \"false\";");

    private static string Run(string image, string script) => Docker.Read(
        "run", "--rm", "--user", "0", "--volume", $"{Checkout.Folder}:{Checkout.Folder}:ro", "--env", "DISTRO=debian-12", "--env", $"BIN={Checkout.Folder}/bin", "--env", $"IMAGES={Checkout.Folder}/images",
        "--entrypoint", "bash", image, "-euo", "pipefail", "-c", script);

    [Fact]
    public void What_is_not_committed_is_in_its_name()
    {
        using var change = CephFolder.Change($"{Tree}/README.md", text => $"{text}\nchanged\n");

        Checkout.Build($"RuntimeImage {Host.LuminousOptions}").ShouldSucceed();

        var tag = Docker.Images().Keys.Single(key => key.StartsWith($"ceph:{PrivateHost.Luminous}-") && key.EndsWith("-dirty"));
        Docker.Read("rmi", $"ceph-build-env/{tag}");
    }
}
