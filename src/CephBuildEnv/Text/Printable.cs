namespace CephBuildEnv.Text;

/// <summary>Makes text that came from outside safe to print: no control characters, of bounded length.</summary>
public static class Printable
{
    private const int Longest = 80;

    public static string Text(string text)
    {
        var visible = string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
        return visible.Length <= Longest ? visible : visible[..Longest] + "…";
    }
}
