using System.Text;
using CephBuildEnv.Text;

namespace CephBuildEnv.Processes;

/// <summary>Writes argument lists so that they can be pasted into a shell. For people to read, never to be executed by us.</summary>
public static class ShellQuote
{
    public static string Join(IEnumerable<string> arguments) => string.Join(' ', arguments.Select(Quote));

    /// <summary>On one line, whatever it is: <c>$'a\nb'</c> is how bash reads what no line can show.</summary>
    public static string Quote(string argument)
    {
        if (argument.EnumerateRunes().Any(rune => !Printable.IsVisible(rune)))
            return $"$'{string.Concat(argument.EnumerateRunes().Select(Escape))}'";
        return argument.Length > 0 && argument.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=,@%+".Contains(c))
            ? argument
            : $"'{argument.Replace("'", "'\\''")}'";
    }

    private static string Escape(Rune rune) => rune.Value switch
    {
        '\'' or '\\' => $"\\{rune}",
        _ when Printable.IsVisible(rune) => rune.ToString(),
        < 0x80 => $"\\x{rune.Value:x2}",
        _ => $"\\U{rune.Value:x8}",
    };
}
