using System.Text;

namespace CephBuildEnv.Processes;

/// <summary>Takes a command line apart that was written for a shell.</summary>
public static class ShellWords
{
    // All else keeps its backslash between double quotes.
    private const string EscapableInQuotes = "$`\"\\\n";

    /// <summary>Its words, as a POSIX shell would see them that expands nothing: blanks, backslashes and both quotes have their meaning.</summary>
    public static IReadOnlyList<string> Split(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var begun = false;
        char? quote = null;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == quote)
                quote = null;
            else if (c == '\\' && quote != '\'' && i + 1 < line.Length && (quote is null || EscapableInQuotes.Contains(line[i + 1])))
                word.Append(line[++i]);
            else if (quote is null && (c is '"' or '\''))
                (quote, begun) = (c, true);
            else if (quote is null && char.IsWhiteSpace(c))
                Take();
            else
                word.Append(c);
        }

        Take();
        return words;

        void Take()
        {
            if (begun || word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
            begun = false;
        }
    }
}
