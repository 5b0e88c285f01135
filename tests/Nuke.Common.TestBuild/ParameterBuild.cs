using Nuke.Common.IO;

namespace Nuke.Common.TestBuilds;

public sealed class ParameterBuild : NukeBuild
{
    public static int Run() => Execute<ParameterBuild>(x => x.Show);

    [Parameter("Distributions to build on")] private readonly string[]? Distro;
    [Parameter("Jobs to run at once")] private readonly int Jobs = 2;
    [Parameter("Names", Separator = "+")] private readonly string[] Names = ["x", "y"];
    [Parameter("Words of a sentence")] private readonly string[]? Words;
    [Parameter("A switch")] private readonly bool Flag;
    [Parameter("Yes, no or unknown")] private readonly bool? Maybe;
    [Parameter("Size of the cache.")] public string Size { get; } = "50G";
    [Parameter("Folder of everything")] private readonly AbsolutePath? CephDir;
    [Parameter("A day; default is today")] private readonly DayOfWeek Day = DayOfWeek.Friday;
    [Parameter("Time limit")] private double? Limit { get; set; }
    [Parameter("Bytes at most")] private readonly long? Bytes;
    [Parameter("Counts")] private readonly int[]? Counts;
    [Parameter("Named otherwise", Name = "other-name")] private readonly string? Renamed;
    [Parameter("Key of the package feed")] private readonly string? NuGetApiKey;
    [Parameter("Not shown", List = false)] private readonly string? Hidden;
    [Parameter(Name = "Static")] private static string? s_static;
    [Parameter] private readonly string? Colour;

    public Target Show => _ => _.Executes(() =>
    {
        foreach (var (name, value) in new (string, object?)[]
                 {
                     ("Distro", List(Distro)), ("Jobs", Jobs), ("Names", List(Names)), ("Words", List(Words)), ("Flag", Flag), ("Maybe", Maybe),
                     ("Size", Size), ("CephDir", CephDir), ("Day", Day), ("Limit", Limit), ("Bytes", Bytes), ("Counts", Counts?.Sum()), ("Renamed", Renamed),
                     ("NuGetApiKey", NuGetApiKey), ("Static", s_static), ("Verbosity", Verbosity), ("Host", Host),
                     ("Local", IsLocalBuild), ("Root", RootDirectory),
                 })
            Console.WriteLine($"{name}={value ?? "null"}");
    });

    private static string? List(string[]? values) => values is null ? null : $"[{string.Join('|', values)}]";
}
