namespace CephBuildEnv.Clusters;

/// <summary>How many daemons of each kind a cluster gets. The defaults are those of vstart.sh, of every release since luminous.</summary>
public sealed record DaemonCounts(int Mon = 3, int Osd = 3, int Mds = 3, int Mgr = 1, int Rgw = 0)
{
    // Two ports each of those that are reserved.
    private const int MostMonitors = 9;

    private const int MostManagers = 3;

    // vstart.sh has the letters a to p for them.
    private const int MostMetadataServers = 16;

    private const int MostOsds = 100;

    private const int MostGateways = 10;

    /// <summary>As vstart.sh reads them.</summary>
    public IEnumerable<KeyValuePair<string, string>> Variables =>
    [
        new("MON", $"{Mon}"), new("OSD", $"{Osd}"), new("MDS", $"{Mds}"), new("MGR", $"{Mgr}"), new("RGW", $"{Rgw}"),
    ];

    /// <summary>As they are typed: <c>--mon 3 --osd 3 …</c>.</summary>
    public string Parameters => $"--mon {Mon} --osd {Osd} --mds {Mds} --mgr {Mgr} --rgw {Rgw}";

    /// <exception cref="UserException">vstart.sh does not start so many, or nothing works with so few.</exception>
    public DaemonCounts Checked()
    {
        Require("--mon", Mon, 1, MostMonitors);
        Require("--osd", Osd, 0, MostOsds);
        Require("--mds", Mds, 0, MostMetadataServers);
        Require("--mgr", Mgr, 0, MostManagers);
        Require("--rgw", Rgw, 0, MostGateways);
        return this;
    }

    private static void Require(string parameter, int count, int least, int most)
    {
        if (count < least || count > most)
            throw new UserException($"{parameter}: {count} is not possible; type a number from {least} to {most}");
    }
}
