using System.Security.Cryptography;
using System.Text;
using CephBuildEnv.Environments;

namespace CephBuildEnv.Sources;

/// <summary>
/// The files that decide which packages a Ceph tree needs: what install-deps.sh reads, itself included. An image is up to
/// date as long as they are the same.
/// </summary>
public static class DependencyFiles
{
    private const string Installer = "install-deps.sh";

    // In R and later install-deps.sh sources lib-build.sh, and fails without it.
    private static readonly string[] Always = [Installer, "src/script/lib-build.sh"];

    /// <summary>Their paths in the tree; those that a release does not have are left out by the readers.</summary>
    public static IEnumerable<string> Paths(PackageFamily family) =>
        [.. Always, family == PackageFamily.Apt ? "debian/control" : "ceph.spec.in"];

    /// <summary>As they stand in a working tree, changes that are not committed included.</summary>
    /// <exception cref="UserException">It is no Ceph tree.</exception>
    public static IReadOnlyList<DependencyFile> OfTree(string folder, PackageFamily family)
    {
        const UnixFileMode runnable = UnixFileMode.UserExecute;
        var files = Paths(family)
            .Select(path => (path, full: Path.Combine(folder, path)))
            .Where(file => File.Exists(file.full))
            .Select(file => new DependencyFile(file.path, File.ReadAllBytes(file.full), (File.GetUnixFileMode(file.full) & runnable) != 0));
        return Checked([.. files], folder);
    }

    /// <exception cref="UserException">It is no Ceph tree.</exception>
    internal static IReadOnlyList<DependencyFile> Checked(IReadOnlyList<DependencyFile> files, string origin) =>
        files.Any(file => file.Path == Installer)
            ? files
            : throw new UserException($"{origin} has no {Installer}, so it is no Ceph source tree; check --repository and --release");

    /// <summary>SHA-256 over paths, modes and contents, as hexadecimal digits.</summary>
    public static string Hash(IEnumerable<DependencyFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Path}\0{(file.Executable ? 'x' : '-')}\0{file.Content.Length}\0"));
            hash.AppendData(file.Content.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
