namespace CephBuildEnv.Tests.Support;

/// <summary>This repository, as it is checked out.</summary>
public static class Checkout
{
    private static readonly string[] Generated = [".git", "artifacts", "obj", "temp"];

    public static string Root { get; } = Find();

    public static string Images => Path.Combine(Root, "images");

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Text of a file of the tests' own data.</summary>
    public static string TestData(params string[] parts) =>
        File.ReadAllText(Path.Combine([Root, "tests", "CephBuildEnv.Tests", "TestData", .. parts]));

    /// <summary>Paths, relative to the root, of what is not generated.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern) =>
        [.. Below(new DirectoryInfo(Path.Combine(Root, folder)), pattern)
            .Select(file => Path.GetRelativePath(Root, file.FullName))
            .Order(StringComparer.Ordinal)];

    public static string Read(string relative) => File.ReadAllText(Path.Combine(Root, relative));

    private static IEnumerable<FileInfo> Below(DirectoryInfo folder, string pattern) => folder.EnumerateFiles(pattern)
        .Concat(folder.EnumerateDirectories().Where(inner => !Generated.Contains(inner.Name)).SelectMany(inner => Below(inner, pattern)));

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ceph-build-env.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests do not run from a checkout");
        return folder;
    }
}
