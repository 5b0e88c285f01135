using System.Text;

namespace CephBuildEnv.Failures;

/// <summary>Reads a log line by line, in bounded memory, however long its lines are.</summary>
public static class LogLines
{
    /// <summary>What a line has more than that is skipped.</summary>
    public const int Longest = 64 << 10;

    /// <summary>The lines without their ends. Bytes that are not UTF-8 are replaced; a carriage return ends a line, too.</summary>
    public static IEnumerable<string> Read(string file)
    {
        using var log = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        var block = new char[Longest];
        var line = new StringBuilder();
        var afterReturn = false;
        for (int read; (read = log.Read(block, 0, block.Length)) > 0;)
        {
            for (var begin = 0; begin < read;)
            {
                var length = block.AsSpan(begin, read - begin).IndexOfAny('\r', '\n');
                // Of "\r\n" the line has ended before the second one.
                if (afterReturn && length == 0 && block[begin] == '\n')
                {
                    afterReturn = false;
                    begin++;
                    continue;
                }

                line.Append(block, begin, Math.Min(length < 0 ? read - begin : length, Longest - line.Length));
                afterReturn = length >= 0 && block[begin + length] == '\r';
                begin = length < 0 ? read : begin + length + 1;
                if (length < 0)
                    continue;
                yield return line.ToString();
                line.Clear();
            }
        }

        if (line.Length > 0)
            yield return line.ToString();
    }
}
