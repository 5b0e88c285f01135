using CephBuildEnv.Environments;
using CephBuildEnv.Sources;

namespace CephBuildEnv.Tests.Sources;

public sealed class DependencyFilesTests : IDisposable
{
    private static readonly DependencyFile Installer = new("install-deps.sh", "true"u8.ToArray(), Executable: true);
    private static readonly DependencyFile Control = new("debian/control", "Source: ceph"u8.ToArray(), Executable: false);

    private readonly TempFolder _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void The_order_of_files_does_not_matter() => Hash(Control, Installer).ShouldBe(Hash(Installer, Control));

    [Fact]
    public void Another_content_is_another_hash() => Hash(Installer with { Content = "tru"u8.ToArray() }, Control).ShouldNotBe(Hash(Installer, Control));

    [Fact]
    public void Another_mode_is_another_hash() => Hash(Installer with { Executable = false }, Control).ShouldNotBe(Hash(Installer, Control));

    [Fact]
    public void Another_path_is_another_hash() => Hash(Installer, Control with { Path = "debian/controls" }).ShouldNotBe(Hash(Installer, Control));

    [Fact]
    public void One_file_less_is_another_hash() => Hash(Installer).ShouldNotBe(Hash(Installer, Control));

    [Fact]
    public void Content_that_moves_from_one_file_to_the_next_is_another_hash() =>
        Hash(File("a", "xy"), File("b", "z")).ShouldNotBe(Hash(File("a", "x"), File("b", "yz")));

    [Theory]
    [InlineData(PackageFamily.Apt, "debian/control")]
    [InlineData(PackageFamily.Dnf, "ceph.spec.in")]
    [InlineData(PackageFamily.Zypper, "ceph.spec.in")]
    public void Only_the_list_of_ones_own_family_counts(PackageFamily family, string list)
    {
        foreach (var file in new[] { "install-deps.sh", "src/script/lib-build.sh", "debian/control", "ceph.spec.in", "CMakeLists.txt" })
            _tree.Write(file, "x");

        DependencyFiles.OfTree(_tree.Path, family).Select(file => file.Path).ShouldBe(["install-deps.sh", "src/script/lib-build.sh", list]);
    }

    [Fact]
    public void A_release_without_the_newer_files_has_those_that_it_has()
    {
        _tree.Write("install-deps.sh", "x", executable: true);

        DependencyFiles.OfTree(_tree.Path, PackageFamily.Apt).ShouldHaveSingleItem().Executable.ShouldBeTrue();
    }

    [Fact]
    public void A_folder_without_install_deps_is_no_Ceph_tree() =>
        Should.Throw<UserException>(() => DependencyFiles.OfTree(_tree.Path, PackageFamily.Apt)).Message.ShouldContain("has no install-deps.sh");

    private static string Hash(params DependencyFile[] files) => DependencyFiles.Hash(files);

    private static DependencyFile File(string path, string content) => new(path, System.Text.Encoding.UTF8.GetBytes(content), Executable: false);
}
