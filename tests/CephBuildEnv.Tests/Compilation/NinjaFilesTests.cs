using System.Text;
using CephBuildEnv.Compilation;

namespace CephBuildEnv.Tests.Compilation;

/// <summary>Whether ninja depends on something outside a tree is read from its own files.</summary>
public sealed class NinjaFilesTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("build a.o: CXX /ceph/src/debian-12-reef/src/a.cc")]
    [InlineData("build a.o: CXX /ceph/src/debian-12-reef/src/a.cc | /usr/include/ceph/buffer.h /usr/lib/ceph/x")]
    [InlineData("command = cd /ceph/src/debian-12-reef && ccache g++")]
    [InlineData("build boost: phony /ceph/src/.downloads/boost_1_72_0.tar.bz2")]
    public void What_is_covered_is_no_reason_to_look(string rule)
    {
        _temp.Write("build.ninja", $"{rule}\n");

        Foreign().ShouldBeFalse();
    }

    [Theory]
    [InlineData("build a.o: CXX /ceph/src/debian-12-squid/src/a.cc")]
    [InlineData("build a.o: CXX /ceph/src/debian-12-reef.old/src/a.cc")]
    [InlineData("build a.o: CXX a.cc | /ceph/other.h")]
    [InlineData("build a.o: CXX a.cc | /opt/ceph-build-env/fix.h")]
    [InlineData("/ceph/other.h")]
    public void Another_path_is(string rule)
    {
        _temp.Write("build.ninja", $"{rule}\n");

        Foreign().ShouldBeTrue();
    }

    [Theory]
    [InlineData("/ceph/common/a.h", true)]
    [InlineData("../../common/a.h", true)]
    [InlineData("../src/common/a.h", false)]
    [InlineData("/ceph/src/debian-12-reef/src/a.h", false)]
    public void What_compilers_told_of_counts_too(string header, bool foreign)
    {
        _temp.Write("build.ninja", "build a.o: CXX /ceph/src/debian-12-reef/src/a.cc\n command = cd src && ../../make-version\n");
        _temp.Write(".ninja_deps", $"# ninjadeps\n\u0004\0\0\0\u0014\0\0\0{header}\0\0\0");

        Foreign().ShouldBe(foreign);
    }

    // Whoever builds can write there.
    [Theory]
    [InlineData("mkfifo .ninja_deps")]
    [InlineData("mkdir .ninja_deps")]
    [InlineData("ln -s /dev/zero .ninja_deps")]
    public async Task What_is_no_file_is_not_read(string trick)
    {
        await Shell.RunAsync(_temp.Path, "bash", "-c", trick);

        Foreign().ShouldBeTrue();
    }

    // Read in pieces: a path may lie across their border, or begin just behind it.
    [Fact]
    public void Wherever_it_stands_in_a_large_file_it_is_found()
    {
        const int piece = 1 << 18, overlap = 1 << 12;
        foreach (var at in Enumerable.Range(piece - 20, 40).Concat(Enumerable.Range(piece + overlap - 20, 40)).Append((2 * piece) + 3))
        {
            var text = new StringBuilder().Append('x', at - 1).Append(" /ceph/other.h ").Append('x', 3 * piece);
            _temp.Write("build.ninja", text.ToString());
            Foreign().ShouldBeTrue($"{at}");
            // The same within another path.
            _temp.Write("build.ninja", text.Replace(" /ceph", "x/ceph").ToString());
            Foreign().ShouldBeFalse($"{at}");
            _temp.Write("build.ninja", text.Replace("x/ceph/other.h", " /.git/other.h").ToString());
            NinjaFiles.PathsInGit(_temp.Path).ShouldBe(["/.git/other.h"], $"{at}");
        }
    }

    [Theory]
    [InlineData("build build.ninja: RERUN_CMAKE | {tree}/.git/HEAD /usr/share/cmake/x", "{tree}/.git/HEAD")]
    [InlineData("build build.ninja: RERUN_CMAKE ../.git/HEAD|../.git/modules/src/rocksdb/HEAD", "{tree}/.git/HEAD {tree}/.git/modules/src/rocksdb/HEAD")]
    [InlineData("build x: phony .git", "{tree}/build/.git")]
    [InlineData("build x: phony ../src/spdk/.git", "{tree}/src/spdk/.git")]
    [InlineData("command = git clone https://github.com/ceph/ceph.git ../.gitignore ../.github/x ../my.git/HEAD", "")]
    public void What_rules_name_in_gits_folders_is_known(string rule, string paths)
    {
        _temp.Write("tree/build/build.ninja", $"{rule.Replace("{tree}", _temp.At("tree"))}\n");

        NinjaFiles.PathsInGit(_temp.At("tree", "build")).ShouldNotBeNull().Order(StringComparer.Ordinal)
            .ShouldBe(paths.Replace("{tree}", _temp.At("tree")).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("build x: phony ../my$ tree/.git/HEAD")]
    [InlineData("build x: phony ../.git/refs/heads/a$ b")]
    [InlineData("build x: phony ../.git/refs/heads/wip#2")]
    [InlineData("build x: phony ../Zweig-für/.git/HEAD")]
    public void A_path_that_is_not_understood_is_not_guessed(string rule)
    {
        _temp.Write("build.ninja", $"{rule}\n");

        NinjaFiles.PathsInGit(_temp.Path).ShouldBeNull();
    }

    [Fact]
    public void Nor_is_what_compilers_told_of_git()
    {
        _temp.Write(".ninja_deps", "# ninjadeps\n\u0004\0\0\0\u0014\0\0\0../.git/HEAD\0\0\0");

        NinjaFiles.PathsInGit(_temp.Path).ShouldBeNull();
    }

    private bool Foreign() => NinjaFiles.NamePathBelow(_temp.Path, ["/ceph", "/opt/ceph-build-env"], ["/ceph/src/debian-12-reef", "/ceph/src/.downloads"]);
}
