using System.Text.RegularExpressions;

namespace CephBuildEnv.Failures;

/// <summary>gcc, clang, assemblers, and all who write <c>file:line: error: …</c> as they do.</summary>
internal sealed partial class CompilerErrors : IErrorFormat
{
    /// <summary>Who it is until it says something that only clang does.</summary>
    public const string Gcc = "gcc";

    public const string Clang = "clang";

    public Finding? Begin(string line) => Located().Match(line) is { Success: true } located
        ? new(Rank.Cause, IsSource(located.Groups["file"].Value) ? Gcc : "compiler", located.Groups["message"].Value, line)
        {
            File = located.Groups["file"].Value,
            Line = int.Parse(located.Groups["line"].ValueSpan),
            More = new Diagnostic().Takes,
        }
        : null;

    /// <summary>How the place of an error was come to: what includes a header, what needs a template. It comes before the error.</summary>
    public static bool IsPrelude(string line) => Prelude().IsMatch(line);

    /// <summary>Only clang counts its errors.</summary>
    public static bool IsCount(string line) => Count().IsMatch(line);

    private static bool IsSource(string file) => file[0] is '<' or '{' || SourceName().IsMatch(file);

    // The source line, the caret below it, and notes. gcc and new versions of clang indent the source line, old ones do not.
    private sealed class Diagnostic
    {
        private string? _source;
        private bool _expectsSource = true;

        public bool Takes(Finding finding, string next)
        {
            if (_source is { } source && Caret().IsMatch(next))
            {
                finding.Take(source);
                finding.Take(next);
                (_source, _expectsSource) = (null, false);
                return true;
            }

            var expected = _expectsSource;
            (_source, _expectsSource) = (null, false);
            if (Note().IsMatch(next))
            {
                finding.Take(next);
                _expectsSource = true;
                return true;
            }

            if (!expected || Numbered().IsMatch(next))
                return finding.TakeIndented(next);

            _source = next;
            return true;
        }
    }

    [GeneratedRegex(@"^(?<file>[^\s:]+|<[^>:]+>|\{standard input\}):(?<line>\d{1,9}):(\d+:)? ((fatal |internal compiler )?error|Error): (?<message>.*)", RegexOptions.ExplicitCapture)]
    private static partial Regex Located();

    [GeneratedRegex(@"^(In file included from \S+[:,]$| +from \S+[:,]$|\S+:\d+:(\d+:)? +required (from|by) )", RegexOptions.ExplicitCapture)]
    private static partial Regex Prelude();

    [GeneratedRegex(@"^(\d+ warnings? and )?\d+ errors? generated\.$", RegexOptions.ExplicitCapture)]
    private static partial Regex Count();

    [GeneratedRegex(@"\.(c|cc|cpp|cxx|h|hh|hpp|hxx|ipp|inc|inl|tcc|s|S|m)$", RegexOptions.ExplicitCapture)]
    private static partial Regex SourceName();

    [GeneratedRegex(@"^[\s~]*\^[\s~^]*$|^\s*~[\s~^]*$")]
    private static partial Regex Caret();

    [GeneratedRegex(@"^[^\s:][^:]*:\d+:(\d+:)? note: ", RegexOptions.ExplicitCapture)]
    private static partial Regex Note();

    [GeneratedRegex(@"^ *\d* \| ")]
    private static partial Regex Numbered();
}
