namespace CephBuildEnv.Processes;

/// <summary>Writes argument lists so that they can be pasted into a shell. For people to read, never to be executed by us.</summary>
public static class ShellQuote
{
    public static string Join(IEnumerable<string> arguments) => string.Join(' ', arguments.Select(Quote));

    public static string Quote(string argument) =>
        argument.Length > 0 && argument.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=,@%+".Contains(c))
            ? argument
            : $"'{argument.Replace("'", "'\\''")}'";
}
