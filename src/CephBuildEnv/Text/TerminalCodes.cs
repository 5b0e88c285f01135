using System.Buffers;
using System.Text.RegularExpressions;

namespace CephBuildEnv.Text;

/// <summary>What a terminal obeys instead of showing it.</summary>
public static partial class TerminalCodes
{
    private static readonly SearchValues<char> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(char.IsControl).Except(['\t', '\r'])]);

    /// <summary>The text without escape sequences and control characters, but with tabs and carriage returns.</summary>
    public static string Remove(string text) => text.AsSpan().ContainsAny(Controls) ? Code().Replace(text, "") : text;

    // Each introducer is ESC and a character, or one character of C1. A sequence that is not complete loses its introducer only:
    // what follows may be the message.
    [GeneratedRegex(
        // CSI: colours, movements of the cursor.
        @"(\u001b\[|\u009b)[0-?]*[ -/]*[@-~]" +
        // DCS, SOS, OSC, PM and APC: a string up to BEL or ST. No control character that could begin or end one is part of it.
        @"|(\u001b[PX\]^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u0018\u001a\u001b\u0080-\u009f]*(\u0007|\u001b\\|\u009c)" +
        // The others: character sets, reset, the cursor's position.
        @"|\u001b[ -/]*[0-~]" +
        @"|[\u0000-\u0008\u000a-\u000c\u000e-\u001f\u007f-\u009f]",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Code();
}
