using System.Globalization;
using System.Text.RegularExpressions;

namespace CephBuildEnv.Text;

/// <summary>A number of bytes as people write it: <c>50G</c>, <c>500M</c>, <c>1.5T</c> (powers of 1024).</summary>
public readonly partial record struct ByteSize(long Bytes)
{
    private const string Units = "KMGT";

    public static ByteSize FromGibibytes(double count) => new((long)(count * (1L << 30)));

    /// <exception cref="UserException">The text is not a size.</exception>
    public static ByteSize Parse(string text, string parameter)
    {
        var match = SizePattern().Match(text);
        if (!match.Success)
            throw new UserException($"{parameter}: '{Printable.Text(text)}' is not a size; write a number and a unit, such as 50G or 500M");
        var power = match.Groups[2].Length == 0 ? 0 : Units.IndexOf(char.ToUpperInvariant(match.Groups[2].Value[0])) + 1;
        return new((long)(double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * Math.Pow(1024, power)));
    }

    /// <summary>With one decimal where it matters: <c>1.5G</c>, <c>50G</c>.</summary>
    public override string ToString()
    {
        var (value, power) = ((double)Bytes, 0);
        while (value >= 1024 && power < Units.Length)
            (value, power) = (value / 1024, power + 1);
        var number = value.ToString(value < 10 && power > 0 ? "0.#" : "0", CultureInfo.InvariantCulture);
        return power == 0 ? $"{number}B" : $"{number}{Units[power - 1]}";
    }

    [GeneratedRegex(@"\A([0-9]{1,6}(?:\.[0-9]{1,3})?) ?([KMGTkmgt]i?)?[Bb]?\z")]
    private static partial Regex SizePattern();
}
