namespace CephBuildEnv.EngineTests.Host;

/// <summary>The processes of the private host.</summary>
public static class Processes
{
    /// <summary>Each by its id and command line.</summary>
    public static IReadOnlySet<string> All() => Directory.EnumerateDirectories("/proc")
        .Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]))
        .Select(Describe)
        .OfType<string>()
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>Of the one whose command line ends like that.</summary>
    public static string IdOf(string command) => All().Single(process => process.EndsWith(command)).Split(' ')[0];

    private static string? Describe(string folder)
    {
        try
        {
            var command = File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ').Trim();
            return command.Length > 0 ? $"{Path.GetFileName(folder)} {command}" : null;
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return null;
        }
    }
}
