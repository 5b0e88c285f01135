namespace CephBuildEnv.Tests.Support;

/// <summary>The shell scripts of this repository.</summary>
public static class Scripts
{
    /// <summary>Paths, relative to the root.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Checkout.Files(".", "*").Where(path => Path.GetExtension(path) is ".sh" or ".bashrc" || (Path.GetExtension(path) == "" && StartsAShell(path))),
    ];

    private static bool StartsAShell(string path)
    {
        using var reader = new StreamReader(Path.Combine(Checkout.Root, path));
        return reader.ReadLine() is { } line && line.StartsWith("#!") && line.EndsWith("sh");
    }
}
