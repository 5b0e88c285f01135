using CephBuildEnv.Hosting;

namespace CephBuildEnv.Compilation;

/// <summary>Looks for bytes in files that may be large and that a container can write.</summary>
internal static class FileSearch
{
    // In bytes.
    private const int Piece = 1 << 18, Around = 1 << 12;

    /// <summary>Whether a place is what was looked for.</summary>
    /// <param name="text">A part of the file, with 4096 bytes before and behind that place as far as there are any.</param>
    /// <param name="at">Where the bytes begin in it.</param>
    public delegate bool Finding(ReadOnlySpan<byte> text, int at);

    /// <summary>Whether a place where one of some sequences stands is what was looked for, or nobody can tell; not so where there is no file.</summary>
    public static bool Finds(string file, IReadOnlyList<byte[]> sequences, Finding finding)
    {
        if (FileStatus.Of(file) is not { } status)
            return false;
        try
        {
            return !status.IsFile || sequences.Any(sequence => Finds(file, sequence, finding));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static bool Finds(string file, byte[] sequence, Finding finding)
    {
        using var stream = File.OpenRead(file);
        var buffer = new byte[Piece + (2 * Around)];
        var (kept, from) = (0, 0);
        while (true)
        {
            var read = stream.ReadAtLeast(buffer.AsSpan(kept), buffer.Length - kept, throwOnEndOfStream: false);
            var there = buffer.AsSpan(0, kept + read);
            var isEnd = there.Length < buffer.Length;
            // What stands near the end is looked at with what follows.
            var until = isEnd ? there.Length : there.Length - Around;
            if (Finds(there, from, until, sequence, finding))
                return true;
            if (isEnd)
                return false;
            from = Around;
            there[(until - from)..].CopyTo(buffer);
            kept = there.Length - until + from;
        }
    }

    private static bool Finds(ReadOnlySpan<byte> text, int from, int until, byte[] sequence, Finding finding)
    {
        for (var at = from; text[at..].IndexOf(sequence) is var found and >= 0 && at + found < until; at += found + 1)
        {
            if (finding(text, at + found))
                return true;
        }

        return false;
    }
}
